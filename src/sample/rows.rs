//! One large CSV: a number of rows and a seed come in, a job folder of any size goes out, in memory that does not
//! grow with the rows. Must not know the committed sample job.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde_json::json;

use super::numerals::fixed;
use super::produce::PRODUCTS;
use super::random::Random;
use super::region::{CHANNELS, CITIES};
use super::registry::{StoreLine, products_csv, stores_csv};
use super::truth::{Measure, Truth};
use super::{SampleError, files};

const THROUGH: &str = "2021-07";
const MONTHS: usize = 7;
const DAYS: [i64; MONTHS] = [31, 28, 31, 30, 31, 30, 31];
const CSV: &str = "inbox/销售流水.csv";
const HEADER: &str = "日期,城市,门店,产品,渠道,数量,金额,单号\n";
/// One row in so many is unreadable, and one is an exact copy of an earlier one.
const BLOCK: u64 = 2_000;
/// How many earlier rows are kept at hand for copies.
const KEPT: usize = 4_096;

/// Writes a job with one CSV of `rows` rows (about 70 bytes each) into `dir`, with its registries and its `truth.json`.
///
/// Of every 2,000 rows one cannot be read and one repeats an earlier row exactly; all others are to be accepted.
///
/// # Errors
/// [`SampleError::Write`] names the file or folder that cannot be written.
pub fn write_rows(dir: &Path, rows: u64, seed: u64) -> Result<(), SampleError> {
    files::write(dir, "market-aid.toml", JOB.as_bytes())?;
    files::write(dir, "registry/stores.csv", stores_csv(&store_lines()).as_bytes())?;
    files::write(dir, "registry/products.csv", products_csv().as_bytes())?;
    let totals = write_csv(dir, rows, seed)?;
    files::write(dir, "truth.json", totals.truth().to_json().as_bytes())
}

const JOB: &str = include_str!("rows.toml");

fn store_name(district: &str) -> String {
    format!("{district}店")
}

fn store_lines() -> Vec<StoreLine> {
    let mut lines = Vec::new();
    for city in &CITIES {
        for (number, district) in city.districts.iter().enumerate() {
            lines.push(StoreLine {
                code: format!("{}{:02}", city.letters, number + 1),
                name: store_name(district),
                aliases: format!("乌什优品·{district}店"),
                city: city.name,
                opened: "2019-10-01",
                closed: "",
            });
        }
    }
    lines
}

fn write_csv(dir: &Path, rows: u64, seed: u64) -> Result<Totals, SampleError> {
    let path = files::place(dir, CSV)?;
    let file = File::create(&path).map_err(SampleError::write(&path))?;
    let mut out = BufWriter::with_capacity(1 << 20, file);
    let totals = stream(&mut out, rows, seed).map_err(SampleError::write(&path))?;
    out.flush().map_err(SampleError::write(&path))?;
    Ok(totals)
}

fn stream(out: &mut impl Write, rows: u64, seed: u64) -> std::io::Result<Totals> {
    let mut till = Till::new(seed);
    let mut earlier = Earlier::new(seed);
    let mut block = Block::new(seed);
    let mut totals = Totals::default();
    let mut line = Vec::with_capacity(128);
    out.write_all(HEADER.as_bytes())?;
    for row in 0..rows {
        match block.place(row) {
            Place::Copy => {
                out.write_all(earlier.any())?;
                totals.copies += 1;
                continue;
            }
            Place::Broken => {
                till.next().print_broken(&mut line, row / BLOCK)?;
                totals.broken += 1;
            }
            Place::Sound => {
                let sale = till.next();
                sale.print(&mut line)?;
                earlier.keep(&line);
                totals.add(&sale);
            }
        }
        out.write_all(&line)?;
    }
    Ok(totals)
}

/// What stands at a row.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    Sound,
    Broken,
    Copy,
}

/// Where in the current block the broken row and the copy stand.
#[derive(Debug)]
struct Block {
    random: Random,
    broken: u64,
    copy: u64,
}

impl Block {
    fn new(seed: u64) -> Self {
        Self { random: Random::stream(seed, 1), broken: 0, copy: 0 }
    }

    fn place(&mut self, row: u64) -> Place {
        let position = row % BLOCK;
        if position == 0 {
            // The first row of a block is always sound: the first copy then has something to copy.
            self.broken = 1 + self.random.below(BLOCK / 2 - 1);
            self.copy = BLOCK / 2 + self.random.below(BLOCK / 2);
        }
        match position {
            p if p == self.broken => Place::Broken,
            p if p == self.copy => Place::Copy,
            _ => Place::Sound,
        }
    }
}

/// A bounded choice of earlier sound rows, as printed.
#[derive(Debug)]
struct Earlier {
    random: Random,
    lines: Vec<Vec<u8>>,
}

impl Earlier {
    fn new(seed: u64) -> Self {
        Self { random: Random::stream(seed, 2), lines: Vec::new() }
    }

    fn keep(&mut self, line: &[u8]) {
        if self.lines.is_empty() {
            self.lines.push(line.to_vec());
        } else if self.random.below(32) == 0 {
            self.replace(line);
        }
    }

    fn replace(&mut self, line: &[u8]) {
        if self.lines.len() < KEPT {
            self.lines.push(line.to_vec());
            return;
        }
        let slot = self.random.index(KEPT);
        self.lines[slot].clear();
        self.lines[slot].extend_from_slice(line);
    }

    fn any(&mut self) -> &[u8] {
        let slot = self.random.index(self.lines.len());
        &self.lines[slot]
    }
}

/// One sale as it is meant: indices into the constants, grams and 分.
#[derive(Debug, Clone)]
struct Sale {
    month: usize,
    day: i64,
    city: usize,
    store: usize,
    product: usize,
    channel: &'static str,
    unit: Unit,
    grams: i64,
    fen: i64,
    document: u64,
}

/// The unit that stands in a quantity cell.
#[derive(Debug, Clone, Copy)]
enum Unit {
    Gongjin,
    Qianke,
    Jin,
    Dun,
}

impl Unit {
    fn draw(random: &mut Random) -> Self {
        match random.below(20) {
            0..=8 => Self::Gongjin,
            9..=12 => Self::Qianke,
            13..=18 => Self::Jin,
            _ => Self::Dun,
        }
    }

    fn grams(self, random: &mut Random) -> i64 {
        match self {
            Self::Gongjin | Self::Qianke => random.between(5, 1_999) * 100,
            Self::Jin => random.between(1, 399) * 500,
            Self::Dun => random.between(100, 1_999) * 1_000,
        }
    }

    fn quantity(self, grams: i64) -> (String, &'static str) {
        match self {
            Self::Gongjin => (fixed(i128::from(grams / 100), 1), "公斤"),
            Self::Qianke => (fixed(i128::from(grams / 100), 1), "千克"),
            Self::Jin => ((grams / 500).to_string(), "斤"),
            Self::Dun => (fixed(i128::from(grams / 1_000), 3), "吨"),
        }
    }
}

/// Draws sales slip by slip: a slip has one date, store and channel and one to three different products.
#[derive(Debug)]
struct Till {
    random: Random,
    slip: Sale,
    open: u64,
}

impl Till {
    fn new(seed: u64) -> Self {
        let slip = Sale {
            month: 0,
            day: 1,
            city: 0,
            store: 0,
            product: 0,
            channel: CHANNELS[0],
            unit: Unit::Gongjin,
            grams: 0,
            fen: 0,
            document: 0,
        };
        Self { random: Random::stream(seed, 3), slip, open: 0 }
    }

    fn next(&mut self) -> Sale {
        if self.open == 0 {
            self.new_slip();
        } else {
            // Steps of one to four reach no product twice within three lines.
            self.slip.product = (self.slip.product + 1 + self.random.index(4)) % PRODUCTS.len();
        }
        self.open -= 1;
        self.weigh();
        self.slip.clone()
    }

    fn new_slip(&mut self) {
        let random = &mut self.random;
        self.open = 1 + random.below(3);
        self.slip.document += 1;
        self.slip.month = random.index(MONTHS);
        self.slip.day = random.between(1, DAYS[self.slip.month]);
        self.slip.city = random.index(CITIES.len());
        self.slip.store = random.index(CITIES[self.slip.city].districts.len());
        self.slip.product = random.index(PRODUCTS.len());
        self.slip.channel = CHANNELS[random.index(CHANNELS.len())];
    }

    fn weigh(&mut self) {
        let price_fen = PRODUCTS[self.slip.product].price_fen * self.random.between(85, 115) / 100;
        self.slip.unit = Unit::draw(&mut self.random);
        self.slip.grams = self.slip.unit.grams(&mut self.random);
        self.slip.fen = self.slip.grams * price_fen / 1_000;
    }
}

impl Sale {
    fn cells(&self) -> [String; 3] {
        let (number, unit) = self.unit.quantity(self.grams);
        [format!("2021-{:02}-{:02}", self.month + 1, self.day), format!("{number}{unit}"), fixed(self.fen.into(), 2)]
    }

    fn print(&self, line: &mut Vec<u8>) -> std::io::Result<()> {
        self.print_cells(line, &self.cells())
    }

    /// Prints the row with one cell that no reader can type.
    fn print_broken(&self, line: &mut Vec<u8>, kind: u64) -> std::io::Result<()> {
        let mut cells = self.cells();
        let (cell, text) = match kind % 6 {
            0 => (0, "2021-02-30"),
            1 => (1, "若干"),
            2 => (2, "待定"),
            3 => (0, "2021-13-05"),
            4 => (1, "12.5.3公斤"),
            _ => (1, "8筐"),
        };
        text.clone_into(&mut cells[cell]);
        self.print_cells(line, &cells)
    }

    fn print_cells(&self, line: &mut Vec<u8>, [date, quantity, amount]: &[String; 3]) -> std::io::Result<()> {
        let city = &CITIES[self.city];
        let (district, product) = (city.districts[self.store], PRODUCTS[self.product].name);
        let (city, channel, document) = (city.name, self.channel, self.document);
        line.clear();
        writeln!(line, "{date},{city},{district}店,{product},{channel},{quantity},{amount},D{document:08}")
    }
}

/// Weight and revenue of the accepted rows in one month, city and product.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    grams: i128,
    fen: i128,
}

impl std::iter::Sum for Cell {
    fn sum<I: Iterator<Item = Self>>(cells: I) -> Self {
        cells.fold(Self::default(), |a, b| Self { grams: a.grams + b.grams, fen: a.fen + b.fen })
    }
}

/// Exact totals, kept while the rows are drawn.
#[derive(Debug)]
struct Totals {
    accepted: u64,
    broken: u64,
    copies: u64,
    cells: Vec<Cell>,
}

impl Default for Totals {
    fn default() -> Self {
        let cells = vec![Cell::default(); MONTHS * CITIES.len() * PRODUCTS.len()];
        Self { accepted: 0, broken: 0, copies: 0, cells }
    }
}

impl Totals {
    fn add(&mut self, sale: &Sale) {
        let cell = &mut self.cells[(sale.month * CITIES.len() + sale.city) * PRODUCTS.len() + sale.product];
        cell.grams += i128::from(sale.grams);
        cell.fen += i128::from(sale.fen);
        self.accepted += 1;
    }

    /// The sum over all cells whose month, city and product are wanted.
    fn sum(&self, wanted: impl Fn(usize, usize, usize) -> bool) -> Cell {
        let place =
            |i: usize| (i / PRODUCTS.len() / CITIES.len(), i / PRODUCTS.len() % CITIES.len(), i % PRODUCTS.len());
        let kept = self.cells.iter().enumerate().filter(|(i, _)| {
            let (month, city, product) = place(*i);
            wanted(month, city, product)
        });
        kept.map(|(_, cell)| *cell).sum()
    }

    fn truth(&self) -> Truth {
        let mut truth = Truth::new("sample-rows", THROUGH);
        truth.note("合成数据：门店、单号、数量、金额均为程序生成，不对应任何真实销售。");
        let rows = json!({"accepted": self.accepted, "duplicate": self.copies, "quarantined": self.broken});
        truth.intake(CSV, "sales", rows);
        let period = format!("2021-01..{THROUGH}");
        state(&mut truth, &period, &[], self.sum(|_, _, _| true));
        for (city, name) in CITIES.iter().map(|city| city.name).enumerate() {
            state(&mut truth, &period, &[("city", name)], self.sum(|_, c, _| c == city));
        }
        for (product, name) in PRODUCTS.iter().map(|product| product.name).enumerate() {
            state(&mut truth, &period, &[("product", name)], self.sum(|_, _, p| p == product));
        }
        for month in 0..MONTHS {
            self.month_truth(&mut truth, month);
        }
        truth
    }

    fn month_truth(&self, truth: &mut Truth, month: usize) {
        let period = format!("2021-{:02}", month + 1);
        state(truth, &period, &[], self.sum(|m, _, _| m == month));
        for (city, city_name) in CITIES.iter().map(|city| city.name).enumerate() {
            for (product, product_name) in PRODUCTS.iter().map(|product| product.name).enumerate() {
                let cell = self.cells[(month * CITIES.len() + city) * PRODUCTS.len() + product];
                state(truth, &period, &[("city", city_name), ("product", product_name)], cell);
            }
        }
    }
}

fn state(truth: &mut Truth, period: &str, filter: &[(&str, &str)], cell: Cell) {
    truth.total("sales.weight", period, filter, Measure::Weight, cell.grams);
    truth.total("sales.revenue", period, filter, Measure::Money, cell.fen);
}

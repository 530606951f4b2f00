//! The stores of the sample job and what each of them sells: a stream of draws comes in, stores and their lines go
//! out. Must not know how much is sold.

use super::produce::PRODUCTS;
use super::random::Random;
use super::region::{CHANNELS, CITIES};
use super::registry::StoreLine;

/// A store of the sample job.
#[derive(Debug, Clone)]
pub(super) struct Store {
    /// Index of its city.
    pub(super) city: usize,
    /// Its number within the city, from 1.
    pub(super) number: usize,
    /// The district it is named after.
    pub(super) district: &'static str,
    /// Size against the average store, in percent.
    pub(super) scale: i64,
    /// What it sells, each product once.
    pub(super) lines: Vec<Line>,
}

/// A product that a store sells, and the channel by which it does.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Index of the product.
    pub(super) product: usize,
    /// The channel's name.
    pub(super) channel: &'static str,
}

/// First and last month of a store that was not open all the time, and a month for which it has sent nothing; months
/// count from 2020-01 as 0.
#[derive(Debug, Clone, Copy)]
struct Career {
    district: &'static str,
    opened: (&'static str, u32),
    closed: (&'static str, u32),
    silent: Option<u32>,
}

const ALWAYS: Career = Career { district: "", opened: ("2019-10-01", 0), closed: ("", u32::MAX), silent: None };

const CAREERS: [Career; 7] = [
    Career { district: "湖镇", opened: ("2020-04-01", 3), ..ALWAYS },
    Career { district: "杭州湾", opened: ("2020-06-01", 5), ..ALWAYS },
    Career { district: "文成", opened: ("2020-09-01", 8), ..ALWAYS },
    Career { district: "镜湖", opened: ("2021-03-01", 14), ..ALWAYS },
    Career { district: "章镇", closed: ("2021-03-31", 14), ..ALWAYS },
    Career { district: "新塍", silent: Some(16), ..ALWAYS },
    Career { district: "庆元", silent: Some(18), ..ALWAYS },
];

impl Store {
    /// Name in the registry.
    pub(super) fn name(&self) -> String {
        format!("乌什优品·{}店", self.district)
    }

    /// The name that is used in talk, an alias in the registry.
    pub(super) fn short_name(&self) -> String {
        format!("{}店", self.district)
    }

    /// Its line in the registry.
    pub(super) fn registry_line(&self) -> StoreLine {
        let career = self.career();
        StoreLine {
            code: format!("{}{:02}", CITIES[self.city].letters, self.number),
            name: self.name(),
            aliases: format!("{}店;乌什优品{}店", self.district, self.district),
            city: CITIES[self.city].name,
            opened: career.opened.0,
            closed: career.closed.0,
        }
    }

    /// Whether it reports sales for a month, counted from 2020-01 as 0.
    pub(super) fn reports(&self, month: u32) -> bool {
        let career = self.career();
        (career.opened.1..=career.closed.1).contains(&month) && career.silent != Some(month)
    }

    fn career(&self) -> Career {
        CAREERS.into_iter().find(|career| career.district == self.district).unwrap_or(ALWAYS)
    }
}

/// All stores, city by city.
pub(super) fn draw(random: &mut Random) -> Vec<Store> {
    let mut stores = Vec::new();
    for (city, entry) in CITIES.iter().enumerate() {
        for (position, district) in entry.districts.iter().enumerate() {
            let scale = entry.scale * random.between(70, 130) / 100;
            stores.push(Store {
                city,
                number: position + 1,
                district,
                scale,
                lines: lines(random, entry.letters == "LS"),
            });
        }
    }
    stores
}

/// Five to seven products; the first is one that sells well. 丽水 sells in its stores only.
fn lines(random: &mut Random, in_store_only: bool) -> Vec<Line> {
    let count = 5 + random.index(3);
    let mut lines: Vec<Line> = Vec::new();
    while lines.len() < count {
        let reach = if lines.is_empty() { 4 } else { PRODUCTS.len() };
        let product = weighted(random, reach);
        if lines.iter().all(|line| line.product != product) {
            let channel = if in_store_only { CHANNELS[0] } else { channel(random, lines.len()) };
            lines.push(Line { product, channel });
        }
    }
    lines
}

/// One of the first `reach` products, each as likely as half its share and half by chance.
fn weighted(random: &mut Random, reach: usize) -> usize {
    if random.below(2) == 0 {
        return random.index(reach);
    }
    let whole: i64 = PRODUCTS[..reach].iter().map(|product| product.share).sum();
    let mut left = random.between(0, whole - 1);
    PRODUCTS[..reach]
        .iter()
        .position(|product| {
            left -= product.share;
            left < 0
        })
        .unwrap_or(0)
}

fn channel(random: &mut Random, position: usize) -> &'static str {
    if position < 2 { CHANNELS[0] } else { CHANNELS[random.index(CHANNELS.len())] }
}

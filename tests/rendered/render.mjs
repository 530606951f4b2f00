// The papers of a run as coarse grey pages with their texts: { name, pages: [{ label, width, height, grey, text }] }. Papers
// for Word and workbooks go through LibreOffice, the page through Chromium, and what comes of them on paper through poppler;
// all with the fonts of fonts.conf alone. Compares nothing.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launched } from "../chromium.mjs";
import { coarse, fromPgm, fromPng, rows } from "./picture.mjs";

/// A cell of paper is 2 mm wide, and so many pixels are drawn for a millimetre.
const [CELL_MM, PIXELS_PER_MM] = [2, 4];
/// A cell of a screen, in pixels: much the same.
const CELL_PIXELS = 8;
const SCREENS = [["report-wide", 1280], ["report-narrow", 390]];
/// Papers of the office, with what LibreOffice makes of them. Of the workbook it is the contents, the tables and the first
/// charts: what follows is long, and made of the same parts.
const OFFICE = [
  ["notice", "notice.docx", "pdf:writer_pdf_Export"],
  ["workbook", "workbook.xlsx", 'pdf:calc_pdf_Export:{"PageRange":{"type":"string","value":"1-32"}}'],
];

/// Everything that is held against the golden set, of the folder that `run` wrote.
export const rendered = async (out) => {
  const folder = mkdtempSync(join(tmpdir(), "market-aid-rendered-"));
  const fonts = fileURLToPath(new URL("fonts.conf", import.meta.url));
  const env = { ...process.env, FONTCONFIG_FILE: fonts, XDG_CACHE_HOME: join(folder, "cache"), LC_ALL: "C.UTF-8", TZ: "UTC" };
  try {
    const office = OFFICE.map(([name, file, filter]) => paper(name, printed(resolve(out, file), filter, folder, env), env));
    const pdf = join(folder, "report.pdf");
    const screens = await onScreens(resolve(out, "report.html"), pdf, env);
    return [...office, paper("report-print", pdf, env), ...screens];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/// What LibreOffice prints of a file.
const printed = (file, filter, folder, env) => {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "office"))}`;
  const call = [profile, "--headless", "--convert-to", filter, "--outdir", folder, file];
  execFileSync("soffice", call, { env, stdio: "ignore", timeout: 600_000 });
  return join(folder, file.split("/").at(-1).replace(/\.\w+$/, ".pdf"));
};

/// A PDF, page by page.
const paper = (name, pdf, env) => {
  const prefix = pdf.replace(/\.pdf$/, "-page");
  execFileSync("pdftoppm", ["-gray", "-r", String(25.4 * PIXELS_PER_MM), pdf, prefix], { env, stdio: "ignore" });
  const text = execFileSync("pdftotext", [pdf, "-"], { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 26 });
  const texts = text.split("\f");
  const folder = join(pdf, "..");
  const files = readdirSync(folder).map((file) => join(folder, file)).filter((file) => file.startsWith(`${prefix}-`)).sort();
  const page = (file, at) => ({
    label: String(at + 1).padStart(2, "0"),
    ...coarse(fromPgm(readFileSync(file)), CELL_MM * PIXELS_PER_MM),
    text: plain(texts[at]),
  });
  return { name, pages: files.map(page) };
};

/// The lines of a text, without spaces: how many there are is the renderer's business. Nor how many pages there are in all.
const plain = (text) =>
  text.split("\n").map((line) => line.replace(/\s+/g, "").replace(/共\d+页/, "")).filter(Boolean);

/// The parts of the page on each screen, from top to bottom. On the way, the page is printed to `pdf`.
const onScreens = async (html, pdf, env) => {
  const browser = await launched(env);
  try {
    const all = [];
    for (const [name, width] of SCREENS) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: "reduce" });
      await page.goto(pathToFileURL(html).href, { timeout: 120_000 });
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      all.push({ name, pages: await parts(page) });
      if (all.length === 1) writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true, timeout: 120_000 }));
      await page.close();
    }
    return all;
  } finally {
    await browser.close();
  }
};

/// The head, each section and the foot of a page, from one picture of all of it. Their text stands on paper too.
const parts = async (page) => {
  const whole = fromPng(await page.screenshot({ fullPage: true, timeout: 120_000 }));
  const places = await page.$$eval("body > header, main > section, body > footer", (all) =>
    all.map((part) => [part.id || part.localName, Math.round(part.getBoundingClientRect().top), Math.round(part.getBoundingClientRect().height)]),
  );
  return places.map(([label, top, height]) => ({ label, ...coarse(rows(whole, top, height), CELL_PIXELS), text: null }));
};

// The page in a browser: clicks, keyboard, sorting, filtering, the sums behind figures, print, narrow screens, and that
// nothing leaves it. Usage: node browser.mjs REPORT.html [folder for pictures]. See README.md beside this file.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launched } from "../chromium.mjs";

const [report, pictures] = process.argv.slice(2);
if (!report) throw new Error("usage: node browser.mjs REPORT.html [folder for pictures]");
const url = pathToFileURL(resolve(report)).href;
if (pictures) mkdirSync(pictures, { recursive: true });

const browser = await launched();

let [passed, failed] = [0, 0];
const check = (what, holds, more = "") => {
  if (holds) passed += 1;
  else failed += 1;
  console.log(`${holds ? "ok  " : "FAIL"} ${what}${holds ? "" : ` ${more.slice(0, 400)}`}`);
};

const requests = [];
const complaints = [];
const opened = async (options = {}) => {
  const page = await browser.newPage({ viewport: { width: options.width ?? 1280, height: options.height ?? 900 } });
  page.on("request", (request) => request.url() !== url && !request.url().startsWith("data:") && requests.push(request.url()));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  if (options.media) await page.emulateMedia(options.media);
  await page.goto(url, { timeout: 120_000 });
  return page;
};
const picture = async (page, name, options = {}) => pictures && page.screenshot({ path: join(pictures, `${name}.png`), ...options });

const page = await opened();
await picture(page, "wide");

// Every figure proves itself.
const ids = await page.$$eval("data[data-figure]", (all) => [...new Set(all.map((datum) => datum.dataset.figure))]);
check("the page names figures", ids.length > 0);
const here = await page.evaluate(() => JSON.parse(document.getElementById("data-records").textContent).here);
const verdicts = { ties: 0, differs: [], none: [], slowest: 0 };
// All of them take minutes: without FIGURES=all every twentieth is opened.
const tried = ids.filter((_, at) => process.env.FIGURES === "all" || at < 20 || at % 20 === 0);
for (let from = 0; from < tried.length; from += 50) {
  const said = await page.evaluate((wanted) => {
    const known = new Map([...document.querySelectorAll("data[data-figure]")].map((datum) => [datum.dataset.figure, datum]));
    const dialog = document.querySelector("dialog");
    // Showing it anew for each figure takes most of the time, and clicks are tried below.
    dialog.showModal = () => {};
    dialog.close = () => {};
    const said = wanted.map((id) => {
      const start = performance.now();
      dialog.replaceChildren();
      known.get(id).click();
      const verdict = dialog.querySelector(".ties") ? "ties" : dialog.querySelector(".differs") ? "differs" : "none";
      return [id, verdict, performance.now() - start];
    });
    delete dialog.showModal;
    delete dialog.close;
    dialog.replaceChildren();
    return said;
  }, tried.slice(from, from + 50));
  for (const [id, verdict, time] of said) {
    if (verdict === "ties") verdicts.ties += 1;
    else verdicts[verdict].push(id);
    verdicts.slowest = Math.max(verdicts.slowest, time);
  }
}
console.log(`     ${tried.length} of ${ids.length} figures opened, the slowest in ${Math.round(verdicts.slowest)} ms: ${verdicts.ties} agree, ${verdicts.differs.length} differ, ${verdicts.none.length} without a proof`);
check("no figure differs from its records", verdicts.differs.length === 0, verdicts.differs.slice(0, 9).join(" "));
const provable = verdicts.none.filter((id) => !/\.rank[[@]/.test(id));
check("every figure but ranks is proved", !here || provable.length === 0, provable.slice(0, 9).join(" "));

// A click, the keyboard, and where the focus goes.
const first = page.locator("data[data-figure]").first();
await first.click();
const dialog = page.locator("dialog");
check("a click opens the records", await dialog.isVisible());
const headed = await dialog.locator("h2 small bdi").first().textContent();
check("its period is named as tables name it", !/\d{4}-\d{2}/.test(headed) && /\d{4}/.test(headed), headed);
check("the heading has the focus", await page.evaluate(() => document.activeElement.id === "panel-title"));
await picture(page, "records");
for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press("Tab");
const caught = await page.evaluate(() => document.activeElement === document.body || document.querySelector("dialog").contains(document.activeElement));
check("the focus stays in the panel", caught);
await page.keyboard.press("Escape");
check("Escape closes it", !(await dialog.isVisible()));
check("the focus goes back to the figure", await first.evaluate((datum) => datum === document.activeElement));
await page.keyboard.press("Enter");
check("Enter opens it", await dialog.isVisible());
await dialog.locator(".close").click();

// The keyboard alone, from the top of the page: to the text, to a figure, into its records, and out again.
const keys = await opened();
const press = async (key, until, most = 60) => {
  for (let presses = 0; presses < most; presses += 1) {
    await keys.keyboard.press(key);
    if (await keys.evaluate(until)) return true;
  }
  return false;
};
check("the first Tab offers to skip the navigation", await press("Tab", () => document.activeElement.matches(".skip"), 1));
await keys.keyboard.press("Enter");
check("and Enter does", await keys.evaluate(() => document.activeElement.matches("main")));
check("Tab comes to a figure", await press("Tab", () => document.activeElement.matches("data[data-figure]")));
await keys.keyboard.press("Space");
check("the space bar opens its records", await keys.locator("dialog").isVisible());
check("Tab comes to what closes them", await press("Tab", () => document.activeElement.matches("dialog .close")));
await keys.keyboard.press("Enter");
check("and Enter does", !(await keys.locator("dialog").isVisible()));
const last = () => document.activeElement.matches("#findings .tools select");
if (await keys.locator("#findings .tools select").count()) {
  check("Tab comes to the findings", await press("Tab", last, 600));
  await keys.keyboard.press("ArrowDown");
  check("which arrow keys filter", await keys.evaluate(() => document.querySelectorAll("#findings li[hidden], #findings li[data-off]").length > 0));
}
check("what has the focus is always marked", await keys.evaluate(() => getComputedStyle(document.activeElement).outlineStyle !== "none"));
await keys.close();

// Tables.
const apart = await page.evaluate(() => {
  const point = (cell) => {
    const text = cell.querySelector("data").firstChild;
    const range = document.createRange();
    const at = text.data.indexOf(".");
    range.setStart(text, at < 0 ? text.length : at);
    range.setEnd(text, at < 0 ? text.length : at);
    return range.getBoundingClientRect().left;
  };
  const uneven = [];
  for (const table of document.querySelectorAll("table.sortable")) {
    const body = [...table.tBodies[0].rows];
    for (let at = 0; at < (body[0]?.cells.length ?? 0); at += 1) {
      const points = body.map((row) => row.cells[at]).filter((cell) => cell?.querySelector("data[value]")).map(point);
      if (points.length && Math.max(...points) - Math.min(...points) > 1) uneven.push(`${table.caption.textContent} ${at}`);
    }
  }
  return uneven;
});
check("the points of a column stand below each other", apart.length === 0, apart.join("; "));
const table = page.locator("table.sortable").filter({ has: page.locator("tfoot data") }).first();
if (await table.count()) {
  const column = await table.evaluate((it) => [...it.tHead.rows[0].cells].findIndex((cell) => cell.classList.contains("number")));
  const values = () => table.evaluate((it, at) => [...it.tBodies[0].rows].map((row) => row.cells[at].querySelector("data")?.value ?? null), column);
  const before = await values();
  const heading = table.locator("thead th").nth(column);
  const sort = heading.locator("button");
  await sort.focus();
  await page.keyboard.press("Enter");
  const rising = (await values()).filter((value) => value !== null).map(Number);
  check("a heading sorts upwards", rising.every((value, at) => !at || rising[at - 1] <= value));
  check("and says so", (await heading.getAttribute("aria-sort")) === "ascending");
  await sort.click();
  const falling = (await values()).filter((value) => value !== null).map(Number);
  check("then downwards", falling.every((value, at) => !at || falling[at - 1] >= value));
  await sort.click();
  check("then as it was", JSON.stringify(await values()) === JSON.stringify(before));
  const cell = table.locator("tbody data[data-figure]").first();
  await cell.focus();
  await page.keyboard.press("ArrowDown");
  check("arrow keys move between figures", await page.evaluate(() => document.activeElement.matches("data[data-figure]") && document.activeElement.closest("tr").rowIndex === 2));
  check("a table is one stop", (await table.locator('data[tabindex="0"]').count()) === 1);
}
const tools = page.locator(".sheet .tools").first();
if (await tools.count()) {
  const sheet = page.locator(".sheet").filter({ has: page.locator(".tools") }).first();
  const name = await sheet.locator("tbody th").nth(1).innerText();
  await tools.locator("input").fill(name);
  check("a table filters", (await sheet.locator("tbody tr:visible").count()) < (await sheet.locator("tbody tr").count()));
  check("and says how many match", /\d/.test(await tools.locator("output").innerText()));
  await page.emulateMedia({ media: "print" });
  check("paper shows every row", (await sheet.locator("tbody tr:visible").count()) === (await sheet.locator("tbody tr").count()));
  await page.emulateMedia({ media: "screen" });
  await tools.locator("input").fill("");
}
const findings = page.locator("#findings .tools select");
if (await findings.count()) {
  await findings.selectOption("error");
  check("findings filter by severity", (await page.locator("#findings li[data-severity]:not([data-severity=error]):visible").count()) === 0);
  await findings.selectOption("");
}

// Structure.
const structure = await page.evaluate(() => ({
  landmarks: ["header", "nav", "main", "footer"].every((name) => document.querySelector(`body > ${name}`)),
  headings: document.querySelectorAll("h1").length === 1,
  captions: [...document.querySelectorAll("table")].every((it) => it.caption && it.caption.textContent.trim()),
  scopes: [...document.querySelectorAll("th")].every((it) => it.scope),
  pictures: [...document.querySelectorAll("svg")].every((it) => it.getAttribute("aria-label")),
  ids: new Set([...document.querySelectorAll("[id]")].map((it) => it.id)).size === document.querySelectorAll("[id]").length,
}));
for (const [what, holds] of Object.entries(structure)) check(`structure: ${what}`, holds);

// Contrast of every text against what it stands on.
const contrasts = async (on) => on.evaluate(() => {
  const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const rgba = (text) => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
  const luminance = ({ r, g, b }) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    if (element.closest("svg, script, .unseen, caption") || ![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    let ground = element;
    while (ground && rgba(getComputedStyle(ground).backgroundColor).a < 1) ground = ground.parentElement;
    const [one, other] = [rgba(getComputedStyle(element).color), ground ? rgba(getComputedStyle(ground).backgroundColor) : { r: 255, g: 255, b: 255 }].map(luminance);
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < 4.5) poor.push(`${element.tagName}.${element.className} ${contrast.toFixed(2)}`);
  }
  return [...new Set(poor)];
});
check("contrast", (await contrasts(page)).length === 0, (await contrasts(page)).slice(0, 5).join("; "));
await page.close();

const dark = await opened({ media: { colorScheme: "dark" } });
check("contrast in the dark", (await contrasts(dark)).length === 0, (await contrasts(dark)).slice(0, 5).join("; "));
await picture(dark, "dark");
if (pictures) {
  await dark.locator("#tables").scrollIntoViewIfNeeded();
  await picture(dark, "dark-tables");
}
await dark.close();

// A narrow screen.
const narrow = await opened({ width: 360, height: 740 });
const wider = () => narrow.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
check("360 px without sideways scroll", (await wider()) <= 0, String(await wider()));
await picture(narrow, "narrow", { fullPage: false });
if (pictures) {
  for (const name of ["notice", "charts", "tables", "findings", "quarantine"]) {
    await narrow.evaluate((id) => document.getElementById(id)?.scrollIntoView({ behavior: "instant" }), name);
    await picture(narrow, `narrow-${name}`);
  }
}
await narrow.locator("data[data-figure]").first().click();
check("nor in the panel", (await wider()) <= 0 && (await narrow.evaluate(() => { const it = document.querySelector("dialog"); return it.scrollWidth <= it.clientWidth; })));
await picture(narrow, "narrow-records");
await narrow.close();

// Without scripts.
const still = await browser.newPage({ javaScriptEnabled: false });
await still.goto(url, { timeout: 120_000 });
const shown = await still.locator("#findings li, #tables tr, #notice p").count();
check("everything is there without scripts", shown > 0 && (await still.locator("button").count()) === 0);
await still.close();

// Paper.
if (pictures) {
  const paper = await opened();
  await paper.emulateMedia({ media: "print" });
  writeFileSync(join(pictures, "print.pdf"), await paper.pdf({ preferCSSPageSize: true, printBackground: false }));
  await paper.close();
  const wide = await opened();
  for (const name of ["notice", "charts", "tables", "findings", "quarantine", "intake"]) {
    await wide.evaluate((id) => document.getElementById(id)?.scrollIntoView({ behavior: "instant" }), name);
    await picture(wide, `wide-${name}`);
  }
  await wide.close();
}

check("no request leaves the page", requests.length === 0, requests.join(" "));
check("no complaint of the policy or of a script", complaints.length === 0, [...new Set(complaints)].slice(0, 5).join("; "));
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

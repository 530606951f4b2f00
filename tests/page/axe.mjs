// What axe-core finds wrong with the page and with the records behind a figure, wide and narrow, light and dark.
// Usage: node axe.mjs REPORT.html. See README.md beside this file.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launched } from "../chromium.mjs";

const [report] = process.argv.slice(2);
if (!report) throw new Error("usage: node axe.mjs REPORT.html");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await launched();

/// What axe-core leaves out unless asked: the size of what is clicked, of WCAG 2.2.
const ALSO = { "target-size": { enabled: true } };

const told = async (page, root) =>
  page.evaluate(async ([selector, rules]) => {
    const { violations, passes } = await globalThis.axe.run(selector ?? document, { resultTypes: ["violations"], rules });
    const told = violations.map(({ id, impact, help, nodes }) => `${id} (${impact}, ${nodes.length} places): ${help}: ${nodes[0].html.slice(0, 120)}`);
    return { rules: passes.length, told };
  }, [root, ALSO]);

let [passed, failed] = [0, 0];
for (const [what, width, colorScheme] of [["wide", 1280, "light"], ["narrow, dark", 390, "dark"]]) {
  // The page lets no script run but its own; this one only looks.
  const page = await browser.newPage({ bypassCSP: true, viewport: { width, height: 900 }, colorScheme });
  await page.goto(pathToFileURL(resolve(report)).href, { timeout: 120_000 });
  await page.evaluate(axe);
  const whole = await told(page, null);
  await page.locator("data[data-figure]").first().click();
  const panel = await told(page, "dialog");
  for (const [part, { rules, told }] of [["the page", whole], ["the records", panel]]) {
    passed += told.length ? 0 : 1;
    failed += told.length ? 1 : 0;
    console.log(`${told.length ? "FAIL" : "ok  "} ${what}: ${part}, ${rules} rules hold${told.map((line) => `\n     ${line}`).join("")}`);
  }
  await page.close();
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

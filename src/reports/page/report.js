// The page is whole without this script. With it, tables sort and filter, lists are searched, and every figure opens the
// records behind it. Words, figures and records come as JSON in the page; sums are taken over integers of any size.
"use strict";
(() => {
  const read = (name) => JSON.parse(document.getElementById(`data-${name}`).textContent);
  const words = read("words");
  const say = (key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

  /** An element with attributes and children; texts are texts. */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const isolated = (text) => make("bdi", {}, text);

  // ---- Numbers: fractions of integers; { n, d } with d > 0.

  const abs = (n) => (n < 0n ? -n : n);
  const gcd = (a, b) => (b ? gcd(b, a % b) : abs(a));
  const fraction = (n, d = 1n) => {
    const common = gcd(n, d) || 1n;
    const sign = d < 0n ? -1n : 1n;
    return { n: (sign * n) / common, d: (sign * d) / common };
  };
  const power = (exponent) => 10n ** BigInt(exponent);
  const minus = (a, b) => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
  const times = (a, b) => fraction(a.n * b.n, a.d * b.d);
  const over = (a, b) => (b.n ? fraction(a.n * b.d, a.d * b.n) : null);
  const equal = (a, b) => a.n * b.d === b.n * a.d;
  const compare = (a, b) => {
    const difference = a.n * b.d - b.n * a.d;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  };

  /** The fraction of `12.5`, `-3` or `7/12`; null where the text is none. */
  const parsed = (text) => {
    const found = /^(-?)(\d+)(?:\.(\d+)|\/(\d+))?$/.exec(text.trim());
    if (!found) return null;
    const [, sign, whole, decimals = "", divisor] = found;
    const n = BigInt(sign + whole + decimals);
    return divisor ? fraction(n, BigInt(divisor)) : fraction(n, power(decimals.length));
  };

  /** A fraction as a decimal with thousands separators: exact where 12 places suffice, else cut there and marked. */
  const decimal = ({ n, d }) => {
    const scaled = abs(n) * power(12);
    const digits = String(scaled / d).padStart(13, "0");
    const whole = digits.slice(0, -12).replace(/\B(?=(\d{3})+$)/g, ",");
    const places = digits.slice(-12).replace(/0+$/, "");
    return `${scaled % d ? "≈ " : ""}${n < 0n ? "−" : ""}${whole}${places && `.${places}`}`;
  };

  // ---- Ids of figures: indicator[.comparison][[k=v,…]]@period, with \ before marks that mean nothing.

  const COMPARISONS = ["yoy", "mom", "share", "completion", "ahead", "rank"];
  const MARKS = /[[\]=,@\\]/g;
  const escaped = (text) => text.replace(MARKS, "\\$&");

  const monthIndex = (text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
  const monthText = (index) => `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
  const periodText = ({ from, to }) => (from === to ? monthText(from) : `${monthText(from)}..${monthText(to)}`);

  /** A period as tables name it: 2021年1—7月. */
  const periodName = ({ from, to }) => {
    if (Math.floor(from / 12) !== Math.floor(to / 12)) {
      const [first, last] = [from, to].map((month) => periodName({ from: month, to: month }));
      return say("period-years", { first, last });
    }
    const [first, last] = [from, to].map((month) => say(`chart-month-${(month % 12) + 1}`));
    const values = { y: Math.floor(from / 12), a: (from % 12) + 1, b: (to % 12) + 1, first, last };
    return say(from === to ? "chart-period-month" : "chart-period-months", values);
  };

  const parseId = (id) => {
    const parts = [""];
    for (let at = 0; at < id.length; at += 1) {
      if (id[at] === "\\") parts[parts.length - 1] += id[(at += 1)];
      else if ("[]=,@".includes(id[at])) parts.push(id[at], "");
      else parts[parts.length - 1] += id[at];
    }
    const names = parts[0].split(".");
    const comparison = names.length > 2 && COMPARISONS.includes(names[names.length - 1]) ? names.pop() : null;
    const filter = [];
    for (let at = 1; at < parts.length; at += 2) {
      if (parts[at] === "=") filter.push([parts[at - 1], parts[at + 1]]);
    }
    const [from, to = from] = parts[parts.length - 1].split("..").map(monthIndex);
    return { ledger: names[0], indicator: names.join("."), comparison, filter, period: { from, to } };
  };
  const idText = ({ indicator, filter, period }) => {
    const pairs = filter.map(([key, value]) => `${escaped(key)}=${escaped(value)}`).join(",");
    return `${escaped(indicator)}${pairs && `[${pairs}]`}@${periodText(period)}`;
  };

  // ---- Records: columns, unpacked when the first figure is opened.

  const unpacked = (column) => {
    if (Array.isArray(column)) return column;
    const values = [];
    for (let at = 0; at < column.r.length; at += 2) {
      for (let count = 0; count < column.r[at + 1]; count += 1) values.push(column.r[at]);
    }
    return values;
  };
  const named = (column) => ({ texts: column.d, at: unpacked(column.i) });

  let evidence = null;
  const load = () => {
    if (evidence) return evidence;
    const { here, ledgers, sheets, texts } = read("records");
    const declared = read("declared");
    for (const sheet of sheets) {
      sheet.cells = sheet.cells.map(unpacked);
      sheet.rows = new Map();
    }
    for (const ledger of ledgers) {
      for (const name of ["sheet", "row", "column"]) ledger[name] = unpacked(ledger[name]);
      for (const name of ["class", "why", "day", "started"]) ledger[name] = named(ledger[name]);
      ledger.kept = ledger.kept.map(named);
      ledger.measures = ledger.measures.map(({ z, v }) => ({ factor: power(z), values: unpacked(v) }));
      ledger.months = ledger.day.texts.map((text) => (text ? monthIndex(text) : null));
      ledger.row.forEach((row, at) => {
        const sheet = sheets[ledger.sheet[at]];
        if (sheet.last !== row) sheet.rows.set(row, (sheet.count = (sheet.count ?? -1) + 1));
        sheet.last = row;
      });
    }
    evidence = { here, ledgers, sheets, texts, declared };
    return evidence;
  };

  /** The records of a ledger in a period that have the values of a filter: those that count, and those that do not. */
  const picked = (ledger, filter, period) => {
    const tests = filter.map(([name, value]) => {
      const position = ledger.names.indexOf(name);
      if (position < 0) return () => false;
      const { texts, at } = ledger.kept[position];
      const number = texts.indexOf(value === evidence.declared.unstated ? "" : value);
      const literal = value === evidence.declared.unstated ? texts.indexOf(value) : -1;
      return (record) => at[record] === number || (literal >= 0 && at[record] === literal);
    });
    const inside = ledger.months.map((month) => month !== null && month >= period.from && month <= period.to);
    const counted = [];
    const others = [];
    for (let record = 0; record < ledger.count; record += 1) {
      if (!inside[ledger.day.at[record]] || !tests.every((test) => test(record))) continue;
      (ledger.class.texts[ledger.class.at[record]] === "accepted" ? counted : others).push(record);
    }
    return { counted, others };
  };

  const amount = (ledger, measure, record) => {
    const { factor, values } = ledger.measures[measure];
    return values[record] === null ? null : BigInt(values[record]) * factor;
  };
  const inUnit = (ledger, measure, value) => fraction(value, power(ledger.units[measure][2]));
  const sum = (ledger, measure, records) => {
    const total = records.reduce((so, record) => so + (amount(ledger, measure, record) ?? 0n), 0n);
    return inUnit(ledger, measure, total);
  };

  /** The value of an indicator over some records, and how it came about. */
  const valueOf = (ledger, indicator, records, period) => {
    const [, unit, how] = ledger.indicators[indicator];
    const count = fraction(BigInt(records.length));
    const n = records.length;
    if (how === "count") return { value: count, unit, how: say("how-count", { n }), measures: [] };
    if (how === "started") {
      const begun = records.filter((record) => {
        const started = ledger.started.texts[ledger.started.at[record]];
        return started && monthIndex(started) <= period.to;
      });
      const told = say("how-started", { a: begun.length, b: n });
      return { value: over(fraction(BigInt(begun.length)), count), unit: "", how: told, measures: [], started: true };
    }
    if ("sum" in how) return { value: sum(ledger, how.sum, records), unit, how: say("how-sum", { n }), measures: [how.sum] };
    if ("distinct" in how) {
      const { texts, at } = ledger.kept[how.distinct];
      const values = new Set(records.map((record) => at[record]).filter((number) => texts[number] !== ""));
      const what = ledger.labels[how.distinct];
      return { value: fraction(BigInt(values.size)), unit, how: say("how-distinct", { n, what }), measures: [] };
    }
    const [a, b] = how.ratio.map((measure) => sum(ledger, measure, records));
    const [ua, ub] = how.ratio.map((measure) => ledger.units[measure][1]);
    const told = { a: `${decimal(a)} ${ua}`, b: `${decimal(b)} ${ub}` };
    return { value: over(a, b), unit: `${ua}/${ub}`, how: say("how-quotient", told), measures: how.ratio };
  };

  /** What a figure rests on: groups of records, and the value that follows from them. */
  const reckoned = (id, published) => {
    const { ledgers, declared } = evidence;
    const { indicator, comparison, filter, period } = id;
    const ledger = ledgers.find(({ name }) => name === id.ledger);
    if (!ledger || !ledger.indicators[indicator]) return null;
    const [, , how] = ledger.indicators[indicator];
    const group = (title, limits, span) => {
      const { counted, others } = picked(ledger, limits, span);
      // A month cell of a crosstab states one measure: the cells of the others are no part of this one's sum.
      const stated = (record) => how.sum === undefined || ledger.measures[how.sum].values[record] !== null;
      const own = counted.filter(stated);
      return { title, ledger, filter: limits, period: span, counted: own, others: others.filter(stated), ...valueOf(ledger, indicator, own, span) };
    };
    const own = group(say("own"), filter, period);
    const told = (a, b, key, more = {}) =>
      say(key, { a: a.value ? `${decimal(a.value)} ${a.unit}` : "—", b: b.value ? `${decimal(b.value)} ${b.unit}` : "—", ...more });
    const all = (value, how, unit, ...groups) => ({ ledger, groups: [own, ...groups], value, how, unit });
    const part = (a, b) => (a.value && b.value ? over(a.value, b.value) : null);
    if (comparison === null) return all(own.value, own.how, own.unit);
    if (comparison === "rank") return { ...all(null, say("how-rank"), ""), unproved: true };
    if (comparison === "share") {
      const whole = group(say("whole"), [], period);
      return all(part(own, whole), told(own, whole, "how-quotient"), "", whole);
    }
    if (comparison === "completion" || comparison === "ahead") {
      const year = Math.floor(period.to / 12);
      const found = declared.targets.find(([name, of]) => name === indicator && of === year);
      const target = { value: found ? parsed(found[2]) : null, unit: own.unit };
      const done = part(own, target);
      if (comparison === "completion") return all(done, told(own, target, "how-target"), "");
      const m = period.to - period.from + 1;
      const ahead = done && times(minus(done, fraction(BigInt(m), 12n)), fraction(100n));
      return all(ahead, told(own, target, "how-ahead", { m }), say("points"));
    }
    const back = comparison === "yoy" ? 12 : 1;
    const before = { from: period.from - back, to: period.to - back };
    const base = published ? statedBase(ledger, indicator, filter, before) : group(say("base"), filter, before);
    const rate = own.started;
    const difference = own.value && base.value && minus(own.value, base.value);
    const value = difference && (rate ? times(difference, fraction(100n)) : over(difference, base.value));
    return all(value, told(own, base, rate ? "how-points" : "how-growth"), rate ? say("points") : "", base);
  };

  /** A base that is a published value: its own, or the quotient of two. */
  const statedBase = (ledger, indicator, filter, period) => {
    const { published } = evidence.declared;
    const stated = (name) => {
      const text = published[idText({ indicator: name, filter, period })];
      return text === undefined ? null : parsed(text);
    };
    const [, unit, how] = ledger.indicators[indicator];
    let value = stated(indicator);
    if (value === null && how.ratio) {
      const sums = Object.entries(ledger.indicators);
      const [a, b] = how.ratio.map((measure) => sums.find(([, [, , of]]) => of.sum === measure)).map((of) => of && stated(of[0]));
      value = a && b ? over(a, b) : null;
    }
    return { title: say("base"), note: say("base-published"), value, unit, period, filter };
  };

  // ---- The panel.

  const dialog = make("dialog", { id: "panel", "aria-labelledby": "panel-title" });
  document.body.append(dialog);
  let opener = null;
  dialog.addEventListener("close", () => opener && opener.focus());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

  const button = (text, act, attributes = {}) => {
    const made = make("button", { type: "button", ...attributes }, text);
    made.addEventListener("click", act);
    return made;
  };

  /** An id between quotation marks that mean the same to every shell, if there are any such. */
  const quoted = (id) => (/["$`\\!%]/.test(id) ? `'${id.replace(/'/g, "'\\''")}'` : `"${id}"`);

  const commandFor = (id) => {
    const text = `market-aid trace ${quoted(id)}`;
    const code = make("code", { tabindex: "0" }, text);
    const status = make("output");
    const copy = async () => {
      getSelection().selectAllChildren(code);
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        document.execCommand("copy");
      }
      status.textContent = say("copied");
    };
    return make("div", { class: "command" }, make("p", {}, say("command")), code, button(say("copy"), copy), status);
  };

  const contentOf = (ledger, record) =>
    ledger.kept.map(({ texts, at }) => texts[at[record]]).filter((text) => text !== "");

  const letters = (column) => (column < 0 ? "" : letters(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26)));

  const placeOf = (ledger, record) => {
    const { file, sheet } = evidence.sheets[ledger.sheet[record]];
    const column = ledger.column[record];
    const row = ledger.row[record];
    const cell = column === null ? say("row", { n: row }) : `${letters(column)}${row}`;
    return [file, sheet, cell].filter((part) => part !== "");
  };

  const rawOf = (ledger, record) => {
    const sheet = evidence.sheets[ledger.sheet[record]];
    const at = sheet.rows.get(ledger.row[record]);
    const cells = sheet.cells.map((column) => (typeof column[at] === "number" ? evidence.texts[column[at]] : column[at]));
    while (cells.length && !cells[cells.length - 1]) cells.pop();
    return cells;
  };

  const joined = (parts, separator = " · ") =>
    parts.flatMap((part, at) => (at ? [separator, isolated(part)] : [isolated(part)]));

  const STEP = 100;

  /** A table of records: place, day, names, values; under each its row as the file has it. */
  const recordTable = (group, records, withClass = false) => {
    const { ledger, measures, started } = group;
    const columns = [[say("place")], [say("date"), (record) => ledger.day.texts[ledger.day.at[record]]], [say("content")]];
    if (withClass) columns.push([say("class")]);
    if (started) columns.push([say("started"), (record) => ledger.started.texts[ledger.started.at[record]]]);
    for (const measure of measures) {
      const [label, unit] = ledger.units[measure];
      columns.push([`${label} (${unit})`, (record) => amount(ledger, measure, record) ?? 0n, true]);
    }
    const body = make("tbody");
    const head = make("tr");
    const table = make("table", {}, make("caption", { class: "unseen" }, group.title), make("thead", {}, head), body);
    let order = records;
    let shown = 0;
    const value = (measure, record) => {
      const of = amount(ledger, measure, record);
      return make("td", { class: "number" }, of === null ? "—" : decimal(inUnit(ledger, measure, of)));
    };
    const line = (record) => {
      const own = ledger.class.texts[ledger.class.at[record]];
      const cells = [
        make("th", { scope: "row" }, ...joined(placeOf(ledger, record))),
        make("td", {}, ledger.day.texts[ledger.day.at[record]]),
        make("td", {}, ...joined(contentOf(ledger, record))),
      ];
      if (withClass) cells.push(make("td", {}, say(`class-${own.replace(/_/g, "-")}`), " ", make("code", {}, ledger.why.texts[ledger.why.at[record]])));
      if (started) cells.push(make("td", {}, ledger.started.texts[ledger.started.at[record]] || "—"));
      cells.push(...measures.map((measure) => value(measure, record)));
      const raw = make("td", { colspan: String(cells.length) }, make("span", {}, say("raw")), " ", ...joined(rawOf(ledger, record), " | "));
      return [make("tr", {}, ...cells), make("tr", { class: "raw" }, raw)];
    };
    const more = button("", () => show(STEP * 5), { class: "more" });
    const show = (count) => {
      const next = order.slice(shown, shown + count);
      body.append(...next.flatMap(line));
      shown += next.length;
      more.textContent = say("more", { n: order.length - shown });
      more.hidden = shown >= order.length;
    };
    const headings = columns.map(([text, key, numeric]) => {
      const heading = make("th", numeric ? { scope: "col", class: "number" } : { scope: "col" });
      heading.append(key ? sorter(heading, text, (direction) => reorder(heading, key, direction)) : text);
      return heading;
    });
    const reorder = (heading, key, direction) => {
      headings.forEach((other) => other !== heading && other.hasAttribute("aria-sort") && other.setAttribute("aria-sort", "none"));
      const keys = new Map(records.map((record) => [record, key(record)]));
      const ordered = (a, b) => (keys.get(a) < keys.get(b) ? -1 : keys.get(a) > keys.get(b) ? 1 : 0);
      order = direction ? [...records].sort((a, b) => direction * ordered(a, b)) : records;
      body.replaceChildren();
      shown = 0;
      show(STEP);
    };
    head.append(...headings);
    show(STEP);
    return make("div", { class: "scroller", role: "group", tabindex: "0", "aria-label": group.title }, table, more);
  };

  const term = (name, ...what) => [make("dt", {}, name), make("dd", {}, ...what)];

  /** What the figure is, what its records come to, and whether the two agree. */
  const proof = (shown, facts, result) => {
    const [display, exact, unit, note] = facts ?? [shown, null, "", null];
    const list = make("dl", { class: "proof" }, ...term(say("shown"), isolated(display)));
    const said = exact === null ? null : parsed(exact);
    if (said) list.append(...term(say("exact"), `${decimal(said)} ${unit}`));
    if (note) list.append(...term(say("note"), note));
    if (!result) return list;
    list.append(...term(say("reckoned"), result.value ? `${decimal(result.value)} ${result.unit}` : "—", make("small", {}, result.how)));
    if (said && result.value && !result.unproved) {
      const ties = equal(said, result.value);
      list.append(...term(say("verdict"), make("b", { class: ties ? "ties" : "differs" }, say(ties ? "ties" : "differs"))));
    }
    return list;
  };

  const scopeOf = ({ filter, period }) => joined([periodName(period), ...filter.map(([, value]) => value)]);

  const groupView = (group) => {
    const title = make("h3", {}, group.title, " ", make("small", {}, ...scopeOf(group)));
    if (group.note) return [title, make("p", {}, group.note)];
    const { counted, others, value, unit } = group;
    const total = say("counted", { n: counted.length, value: value ? `${decimal(value)} ${unit}` : "—" });
    const views = [title, make("p", {}, total)];
    if (counted.length) views.push(recordTable(group, counted));
    if (others.length) {
      const details = make("details", {}, make("summary", {}, say("not-counted", { n: others.length })));
      details.addEventListener("toggle", () => details.children.length < 2 && details.append(recordTable(group, others, true)));
      views.push(details);
    }
    return views;
  };

  const open = (datum) => {
    opener = datum;
    const text = datum.dataset.figure;
    const facts = (figures ??= read("figures"))[text];
    const { here, ledgers } = load();
    const id = parseId(text);
    const result = here ? reckoned(id, facts && facts[4] === 1) : null;
    const ledger = ledgers.find(({ name }) => name === id.ledger);
    const label = ledger && ledger.indicators[id.indicator] ? ledger.indicators[id.indicator][0] : id.indicator;
    const compared = id.comparison ? say(`compared-${id.comparison}`) : "";
    const title = make("h2", { id: "panel-title", tabindex: "-1" }, isolated(`${label}${compared}`), " ", make("small", {}, ...scopeOf(id)));
    const views = [proof(datum.textContent, facts, result)];
    if (here && !result) views.push(make("p", {}, say("no-records")));
    if (!here) views.push(make("p", {}, say("elsewhere")));
    if (result) views.push(...result.groups.flatMap(groupView));
    views.push(commandFor(text));
    const close = button(say("close"), () => dialog.close(), { class: "close" });
    dialog.replaceChildren(make("header", {}, title, close), make("div", { class: "content" }, ...views));
    dialog.showModal();
    title.focus();
  };

  // ---- Tables: sorting, filtering, moving from figure to figure.

  /** A button in a heading that goes from rising to falling to the order of the page. */
  const sorter = (heading, label, act) => {
    heading.setAttribute("aria-sort", "none");
    const inside = button("", () => {
      const next = { none: ["ascending", 1], ascending: ["descending", -1], descending: ["none", 0] };
      const [state, direction] = next[heading.getAttribute("aria-sort")];
      act(direction);
      heading.setAttribute("aria-sort", state);
    }, { class: "sort", title: say("sort") });
    inside.append(label);
    return inside;
  };

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  const sortable = (table) => {
    const body = table.tBodies[0];
    const original = [...body.rows];
    const headings = [...table.tHead.rows[0].cells];
    headings.forEach((heading, column) => {
      const numeric = heading.classList.contains("number");
      const key = (row) => {
        const cell = row.cells[column];
        if (!numeric) return cell.textContent;
        const datum = cell.querySelector("data");
        return parsed(datum && datum.hasAttribute("value") ? datum.value : cell.textContent);
      };
      const ordered = numeric ? compare : collator.compare;
      const act = (direction) => {
        headings.forEach((other) => other.setAttribute("aria-sort", "none"));
        const rows = original.map((row) => [key(row), row]);
        // What has no value stands last, whichever way the others go.
        const order = ([a], [b]) => (a === null ? (b === null ? 0 : 1) : b === null ? -1 : direction * ordered(a, b));
        body.append(...(direction ? rows.sort(order) : rows).map(([, row]) => row));
      };
      const label = make("span", {}, ...heading.childNodes);
      heading.append(sorter(heading, label, act));
    });
  };

  /** Between the figures of a table arrow keys move; the whole table is one stop of the tab key. */
  const movable = (table) => {
    const all = [...table.querySelectorAll("data[data-figure]")];
    all.forEach((datum, at) => datum.setAttribute("tabindex", at ? "-1" : "0"));
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    table.addEventListener("keydown", (event) => {
      const move = moves[event.key];
      if (!move || !event.target.matches("data[data-figure]")) return;
      const rows = [...table.querySelectorAll("tbody tr:not([data-off]), tfoot tr")];
      const cell = event.target.closest("td, th");
      let row = rows.indexOf(cell.parentElement);
      let column = cell.cellIndex;
      let next = null;
      do {
        [column, row] = [column + move[0], row + move[1]];
        const there = rows[row] && rows[row].cells[column];
        if (!there) return;
        next = there.querySelector("data[data-figure]");
      } while (!next);
      event.preventDefault();
      all.forEach((datum) => datum.setAttribute("tabindex", datum === next ? "0" : "-1"));
      next.focus();
    });
  };

  /** A search box, and a choice of severities where there are several, over rows or items; how many match is said. */
  const searchable = (items, before, label, severities = false) => {
    if (items.length < 4) return;
    const texts = items.map((item) => item.textContent.toLowerCase());
    const input = make("input", { type: "search", spellcheck: "false" });
    const status = make("output");
    const tools = make("div", { class: "tools" }, make("label", {}, label, " ", input));
    let select = null;
    if (severities) {
      const option = (value, text) => make("option", { value }, text);
      const options = ["error", "warning", "info"].map((severity) => option(severity, say(severity)));
      select = make("select", {}, option("", say("severity-all")), ...options);
      tools.append(make("label", {}, say("severity-label"), " ", select));
    }
    tools.append(status);
    const apply = () => {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      items.forEach((item, at) => {
        const fits = wanted.every((word) => texts[at].includes(word)) && (!select || !select.value || item.dataset.severity === select.value);
        item.toggleAttribute("data-off", !fits);
        count += fits ? 1 : 0;
      });
      status.textContent = say("matched", { n: count, all: items.length });
    };
    input.addEventListener("input", apply);
    if (select) select.addEventListener("change", apply);
    apply();
    before.before(tools);
  };

  let figures = null;
  for (const datum of document.querySelectorAll("data[data-figure]")) {
    datum.setAttribute("role", "button");
    datum.setAttribute("aria-haspopup", "dialog");
    datum.setAttribute("tabindex", "0");
  }
  for (const table of document.querySelectorAll("table.sortable")) {
    sortable(table);
    movable(table);
    searchable([...table.tBodies[0].rows], table.closest(".scroller"), say("filter"));
  }
  for (const list of document.querySelectorAll("ol.findings")) {
    const items = [...list.children];
    const several = new Set(items.map((item) => item.dataset.severity)).size > 1;
    searchable(items, list, say("search"), several);
  }
  document.addEventListener("click", (event) => {
    const datum = event.target.closest("data[data-figure]");
    if (datum) open(datum);
  });
  document.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target.matches("data[data-figure]")) {
      event.preventDefault();
      open(event.target);
    }
  });
  const hint = document.querySelector(".masthead");
  if (hint && document.querySelector("data[data-figure]")) hint.append(make("p", { class: "hint" }, say("hint")));
})();

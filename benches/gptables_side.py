"""The figures of a run as a workbook made by gptables, to be laid beside workbook.xlsx.

    pip install gptables
    python3 benches/gptables_side.py OUT beside.xlsx

OUT is a folder that `market-aid run` left; figures.json alone is read. The tables are those that both can show: sales by month, city, store,
product and channel, projects by industry, funds by area. Values are passed on exactly as far as a spreadsheet's number reaches; whatever
else the workbook has or lacks is gptables' default.
"""

import argparse
import json
import warnings
from decimal import Decimal
from pathlib import Path

import gptables
import pandas

# What a column is called, its unit, the indicator with its comparison if any, and how many of the figure's unit go into one.
SALES = [
    ("销售量", "吨", "sales.weight", 1_000),
    ("销售量占比", "%", "sales.weight.share", Decimal("0.01")),
    ("销售量同比", "%", "sales.weight.yoy", Decimal("0.01")),
    ("销售收入", "万元", "sales.revenue", 10_000),
    ("平均单价", "元/千克", "sales.price", 1),
]
PROJECTS = [
    ("签约项目数", "个", "projects.count", 1),
    ("签约金额", "亿元", "projects.signed", 100_000_000),
    ("到位资金", "亿元", "projects.paid_in", 100_000_000),
]
FUNDS = [("援疆项目数", "个", "funds.count", 1), ("援疆资金", "亿元", "funds.amount", 100_000_000)]
BY_MONTH = [column for column in SALES if column[1] != "%" or column[2].endswith("yoy")]

# Name of the table, its title, the dimension, its columns.
TABLES = [
    ("sales_by_month", "十城百店销售分月情况表", "month", BY_MONTH),
    ("sales_by_city", "十城百店销售分城市情况表", "city", SALES),
    ("sales_by_store", "十城百店销售分门店情况表", "store", SALES),
    ("sales_by_product", "十城百店销售分产品情况表", "product", SALES),
    ("sales_by_channel", "十城百店销售分渠道情况表", "channel", SALES),
    ("projects_by_industry", "招商引资签约项目分行业情况表", "industry", PROJECTS),
    ("funds_by_area", "援疆资金分领域情况表", "area", FUNDS),
]
MISSING = "[x]"


class Figures:
    """figures.json by id."""

    def __init__(self, folder):
        read = json.loads((Path(folder) / "figures.json").read_text(encoding="utf-8"))
        self.job = read["job"]
        self.by_id = {figure["id"]: figure for figure in read["figures"]}

    def year_to_date(self, ledger):
        """The longest period of the ledger that begins in the latest January."""
        periods = {figure["period"] for figure in self.by_id.values() if figure["indicator"].split(".")[0] == ledger and ".." in figure["period"]}
        return max(periods)

    def cell(self, indicator, label, period, scale):
        """A number in the column's unit, or the symbol for none."""
        figure = self.by_id.get(f"{indicator}{label}@{period}")
        if figure is None or figure["value"] is None:
            return MISSING
        return float(Decimal(figure["value"]) / scale)

    def lines(self, dimension, period, ranked_by):
        """What the table's rows are called, how an id names them, and their period; the total last."""
        first, last = period.split("..")
        if dimension == "month":
            months = [f"{first[:5]}{month:02}" for month in range(int(first[5:]), int(last[5:]) + 1)]
            parts = [(month, "", month) for month in months]
        else:
            of_period = (figure for figure in self.by_id.values() if figure["period"] == period)
            ranked = [figure for figure in of_period if figure["id"].startswith(f"{ranked_by}[{dimension}=")]
            ranked.sort(key=lambda figure: -Decimal(figure["value"]))
            parts = [(figure["filter"][dimension], f"[{dimension}={figure['filter'][dimension]}]", period) for figure in ranked]
        return [*parts, ("合计", "", period)]


def data_frame(figures, dimension, columns):
    """The rows of a table. gptables takes no cell without a Latin letter or a digit, so that each label is numbered."""
    period = figures.year_to_date(columns[0][2].split(".")[0])
    ranked_by = next(indicator for _, unit, indicator, _ in columns if unit in ("万元", "亿元"))
    rows = []
    for number, (name, label, when) in enumerate(figures.lines(dimension, period, ranked_by), start=1):
        cells = [figures.cell(indicator, label, when, scale) for _, _, indicator, scale in columns]
        rows.append([f"{number:03} {name}", *cells])
    return pandas.DataFrame(rows, columns=["项目", *(name for name, _, _, _ in columns)])


def table(figures, name, title, dimension, columns):
    """One table as gptables wants it: units by column, the symbol explained, a note on shares."""
    notes = {place: "$$share$$" for place, (_, _, indicator, _) in enumerate(columns, start=1) if indicator.endswith("share")}
    return gptables.GPTable(
        table=data_frame(figures, dimension, columns),
        table_name=name,
        title=title,
        scope=f"{figures.job} {figures.year_to_date(columns[0][2].split('.')[0])}",
        units={place: unit for place, (_, unit, _, _) in enumerate(columns, start=1)},
        table_notes=notes or None,
        legend=[f"{MISSING} = 没有可比的基数或没有记录"],
        index_columns={2: 0},
    )


def main():
    """Writes the workbook and prints what gptables warns of (what pandas says of gptables' calls is left out)."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("out", help="a folder that `market-aid run` left")
    arguments.add_argument("workbook", help="the xlsx to write")
    asked = arguments.parse_args()
    figures = Figures(asked.out)
    sheets = {
        f"{number} {title.removesuffix('情况表')}": table(figures, name, f"表{number} {title}", dimension, columns)
        for number, (name, title, dimension, columns) in enumerate(TABLES, start=1)
    }
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        gptables.write_workbook(
            asked.workbook,
            sheets=sheets,
            cover=gptables.Cover(title=f"{figures.job}统计表", intro=["各数取自 figures.json。"]),
            notes_table=pandas.DataFrame({"reference": ["share"], "Note text": ["占比为分项除以合计，合计为 100%。"]}),
        )
    for warning in told:
        if warning.category is UserWarning:
            print(" ".join(str(warning.message).split()))


if __name__ == "__main__":
    main()

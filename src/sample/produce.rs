//! The products of 乌什 and 阿克苏 that the stores sell: constants only. Prices and weights are invented within what is
//! plausible. Must not know who sells them.

/// A product with its price, its weight in a box and how its sales run through the year.
#[derive(Debug)]
pub(super) struct Product {
    /// Name in the registry.
    pub(super) name: &'static str,
    /// Other names that stores print.
    pub(super) aliases: &'static [&'static str],
    /// Category in the registry.
    pub(super) category: &'static str,
    /// Net weight of one box, in kilograms.
    pub(super) box_kg: i64,
    /// Ordinary price, in 分 a kilogram.
    pub(super) price_fen: i64,
    /// Share of the weight sold, in per mille of the whole.
    pub(super) share: i64,
    /// How the months from January to December stand against the average, in percent.
    pub(super) season: &'static [i64; 12],
}

impl Product {
    /// Lowest plausible price, in 分 a kilogram: two thirds of the ordinary one, in whole 元.
    pub(super) fn lowest_fen(&self) -> i64 {
        self.price_fen * 66 / 10_000 * 100
    }

    /// Highest plausible price, in 分 a kilogram: 1.45 times the ordinary one, in whole 元.
    pub(super) fn highest_fen(&self) -> i64 {
        (self.price_fen * 145 / 10_000 + 1) * 100
    }
}

const DRIED: [i64; 12] = [128, 112, 94, 88, 86, 86, 90, 92, 104, 112, 116, 122];
const FRESH: [i64; 12] = [122, 106, 96, 90, 84, 80, 84, 92, 112, 130, 128, 120];
const DRINK: [i64; 12] = [92, 90, 92, 96, 102, 110, 118, 116, 104, 96, 92, 92];
const STAPLE: [i64; 12] = [108, 104, 98, 96, 96, 96, 98, 98, 100, 102, 104, 106];

/// All products, in the order of the registry.
pub(super) const PRODUCTS: [Product; 14] = [
    product("红枣", &["灰枣", "乌什红枣"], "干果", 5, 2_200, 140, &DRIED),
    product("骏枣", &["和田骏枣"], "干果", 5, 2_600, 80, &DRIED),
    product("核桃", &["薄皮核桃", "185核桃"], "坚果", 10, 2_500, 160, &DRIED),
    product("冰糖心苹果", &["苹果(冰糖心)", "阿克苏苹果"], "鲜果", 10, 1_250, 220, &FRESH),
    product("香梨", &["库尔勒香梨"], "鲜果", 10, 1_300, 120, &FRESH),
    product("葡萄干", &["无核葡萄干"], "干果", 5, 2_900, 60, &DRIED),
    product("杏干", &["吊干杏", "小白杏干"], "干果", 5, 3_600, 40, &DRIED),
    product("巴旦木", &["薄壳巴旦木"], "坚果", 5, 5_800, 25, &DRIED),
    product("沙棘汁", &["沙棘原浆"], "饮品", 6, 1_800, 50, &DRINK),
    product("鹰嘴豆", &["鹰嘴豆(生)"], "杂粮", 10, 1_700, 40, &STAPLE),
    product("黑木耳", &["木耳(干)"], "菌菇", 2, 8_800, 10, &STAPLE),
    product("蜂蜜", &["乌什蜂蜜"], "蜂产品", 6, 4_800, 15, &STAPLE),
    product("亚麻籽油", &["胡麻油"], "粮油", 10, 3_400, 30, &STAPLE),
    product("乌什大米", &["大米"], "粮油", 10, 900, 10, &STAPLE),
];

const fn product(
    name: &'static str,
    aliases: &'static [&'static str],
    category: &'static str,
    box_kg: i64,
    price_fen: i64,
    share: i64,
    season: &'static [i64; 12],
) -> Product {
    Product { name, aliases, category, box_kg, price_fen, share, season }
}

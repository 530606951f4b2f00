//! The ten cities and their fictitious stores: constants only. The city and district names are real, every store is
//! invented. Must not know what the stores sell.

/// A city that takes part, with the districts its stores are named after.
#[derive(Debug)]
pub(super) struct City {
    /// Name as reports print it, `杭州`.
    pub(super) name: &'static str,
    /// Two letters that open the city's document numbers.
    pub(super) letters: &'static str,
    /// Size of its stores against the average, in percent.
    pub(super) scale: i64,
    /// One store stands in each district.
    pub(super) districts: &'static [&'static str],
}

/// All cities, in the order of the registry.
pub(super) const CITIES: [City; 10] = [
    City {
        name: "杭州",
        letters: "HZ",
        scale: 125,
        districts: &["西湖", "拱墅", "滨江", "萧山", "余杭", "临平", "钱塘", "富阳", "临安", "桐庐", "淳安", "建德"],
    },
    City {
        name: "宁波",
        letters: "NB",
        scale: 115,
        districts: &[
            "海曙",
            "江北",
            "北仑",
            "镇海",
            "鄞州",
            "奉化",
            "余姚",
            "慈溪",
            "宁海",
            "象山",
            "东钱湖",
            "杭州湾",
        ],
    },
    City {
        name: "温州",
        letters: "WZ",
        scale: 105,
        districts: &["鹿城", "龙湾", "瓯海", "洞头", "瑞安", "乐清", "龙港", "永嘉", "平阳", "苍南", "文成"],
    },
    City {
        name: "嘉兴",
        letters: "JX",
        scale: 92,
        districts: &["南湖", "秀洲", "嘉善", "平湖", "海盐", "海宁", "桐乡", "乌镇", "王江泾", "新塍"],
    },
    City {
        name: "湖州",
        letters: "HU",
        scale: 86,
        districts: &["吴兴", "南浔", "德清", "长兴", "安吉", "织里", "练市", "新市", "泗安", "梅溪"],
    },
    City {
        name: "绍兴",
        letters: "SX",
        scale: 95,
        districts: &["越城", "柯桥", "上虞", "诸暨", "嵊州", "新昌", "安昌", "店口", "章镇", "镜湖"],
    },
    City {
        name: "金华",
        letters: "JH",
        scale: 100,
        districts: &["婺城", "金东", "兰溪", "东阳", "义乌", "永康", "浦江", "武义", "磐安", "横店", "佛堂", "古山"],
    },
    City {
        name: "衢州",
        letters: "QZ",
        scale: 130,
        districts: &[
            "柯城",
            "衢江",
            "江山",
            "常山",
            "开化",
            "龙游",
            "智造新城",
            "高家",
            "贺村",
            "芳村",
            "华埠",
            "湖镇",
        ],
    },
    City {
        name: "台州",
        letters: "TZ",
        scale: 88,
        districts: &["椒江", "黄岩", "路桥", "温岭", "临海", "玉环", "天台", "仙居"],
    },
    City {
        name: "丽水",
        letters: "LS",
        scale: 72,
        districts: &["莲都", "龙泉", "青田", "缙云", "遂昌", "松阳", "云和", "庆元", "景宁"],
    },
];

/// The channels by which a store sells.
pub(super) const CHANNELS: [&str; 4] = ["门店", "线上", "团购", "展会"];

//! The audit.
mod bounds;
mod folding;
mod lints;
mod numerals;
mod passage;
mod quantity;
mod roles;
mod rules;
mod settle;
mod slips;
pub mod verdict;
mod vocabulary;

pub use settle::audit;

/// tmp
pub fn dump(path: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    let folded = folding::Folded::new(&text, &vocabulary::WORDS);
    let n = numerals::read(&folded);
    let p = passage::Passage::new(&folded, &n);
    let r = roles::read(&p);
    for (m, r) in p.mentions.iter().zip(&r) {
        println!(
            "{:>3}.{}.{} d{} {} {}{:?}{}  | {} | near {} | {:?}{}{}",
            m.sentence,
            m.segment,
            m.clause,
            m.depth,
            folded.printed(m.at),
            if r.sign < 0 { "-" } else { "" },
            r.role,
            if r.plan { " PLAN" } else { "" },
            m.lead,
            m.near,
            m.when.months,
            if m.previous { " PREV" } else { "" },
            if m.listed { " LISTED" } else { "" }
        );
    }
}

//! A declaration to a [`Kind`]: every name resolved to a position, every rule checked, once.

use crate::exact::{Display, DisplayUnit, MeasureUnit};

use super::declaration::{
    Declaration, DisplayDeclaration, FieldDeclaration, IndicatorDeclaration, RuleDeclaration, Title,
};

/// Why a declaration cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KindError {
    /// Not TOML, or not of this shape.
    #[error("{0}")]
    Malformed(String),
    /// A name that refers to nothing.
    #[error("unknown {what} {name:?} (nearest: {nearest:?})")]
    Unknown {
        /// What it should name.
        what: &'static str,
        /// The name as written.
        name: String,
        /// The nearest known name.
        nearest: String,
    },
    /// Something that contradicts itself.
    #[error("{0}")]
    Invalid(String),
}

/// How a field's text is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// The date of the entry.
    Date,
    /// The day or month in which a project started.
    StartDate,
    /// The day or month in which the row was reported; decides no figure.
    ReportDate,
    /// A number or code that identifies; never kept, only compared.
    Code,
    /// Free text, kept.
    Text,
    /// A value that sums are grouped by, kept.
    Dimension,
    /// A quantity in this unit.
    Quantity(MeasureUnit),
    /// The unit of another field.
    Unit,
    /// The currency of another field.
    Currency,
}

/// A field of a row.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// How it is read.
    pub kind: FieldKind,
    /// Headers by which it is known, its name among them, as declared.
    pub aliases: Vec<String>,
    /// The registry that knows its values: `store`, `product`, `city` or `category`.
    pub registry: Option<String>,
    /// Position of the field that gives its unit.
    pub unit_field: Option<usize>,
    /// Position of the field that gives its currency.
    pub currency_field: Option<usize>,
    /// Position among the kept fields ([`Kind::kept`]), for dimensions and texts.
    pub kept: Option<usize>,
}

/// Something that is summed.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Its name.
    pub name: String,
    /// Position of its field.
    pub field: usize,
    /// What it is counted in.
    pub unit: MeasureUnit,
    /// Whether a row may leave it empty.
    pub optional: bool,
}

/// One part of a natural key: the first of these fields that is filled in.
pub type KeyPart = Vec<usize>;

/// A rule about the text of a field.
#[derive(Clone, Debug)]
pub struct TextRule {
    /// Position of the field.
    pub field: usize,
    /// The texts that meet it.
    pub values: Vec<String>,
}

/// When a project has started.
#[derive(Clone, Debug)]
pub struct StartedRule {
    /// Position of the start date.
    pub field: usize,
    /// The states that say so without a date.
    pub status: TextRule,
}

/// The rules of a ledger, each at most once. Measures are positions in [`Kind::measures`], dimensions in
/// [`Kind::kept`].
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Money measure, weight measure, product dimension.
    pub unit_price_band: Option<(usize, usize, usize)>,
    /// Store dimension.
    pub within_opening: Option<usize>,
    /// Dimension and measure.
    pub month_jump: Option<(usize, usize)>,
    /// What marks a framework agreement.
    pub framework: Option<TextRule>,
    /// What marks a formal contract.
    pub formal: Option<TextRule>,
    /// What takes a row out of scope.
    pub out_of_scope: Option<TextRule>,
    /// When a project has started.
    pub started: Option<StartedRule>,
}

/// How an indicator comes from the sums. Measures are positions in [`Kind::measures`], dimensions in [`Kind::kept`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// The sum of a measure.
    Sum(usize),
    /// The quotient of two measures' sums.
    Ratio(usize, usize),
    /// The number of records.
    Count,
    /// The number of distinct values of a dimension.
    Distinct(usize),
    /// Started records over records.
    StartedRate,
}

/// A named way to a figure.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// The full id: `sales.weight`.
    pub id: String,
    /// How it comes from the sums.
    pub formula: Formula,
    /// The unit of its value, for sums and counts.
    pub unit: Option<MeasureUnit>,
    /// How it is printed.
    pub display: Display,
    /// Words by which prose names it.
    pub words: Vec<String>,
}

/// A ledger kind, ready for use.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Its name: `sales`.
    pub name: String,
    /// What people call it.
    pub title: Title,
    /// Natural keys; the first whose first part is filled in names the entry.
    pub keys: Vec<Vec<KeyPart>>,
    /// The fields.
    pub fields: Vec<Field>,
    /// Positions of the fields whose texts are kept with an entry (dimensions and texts), in declared order.
    pub kept: Vec<usize>,
    /// The dimensions that sums are grouped by, as positions in `kept`, in declared order.
    pub dimensions: Vec<usize>,
    /// The dimensions expected to report, finest first, as positions in `kept`.
    pub reporters: Vec<usize>,
    /// What is summed.
    pub measures: Vec<Measure>,
    /// (filled in, from): positions in `kept`.
    pub derives: Vec<(usize, usize)>,
    /// The rules.
    pub rules: Rules,
    /// The indicators.
    pub indicators: Vec<Indicator>,
}

impl Kind {
    /// Position of the field of this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// The name of a kept field.
    #[must_use]
    pub fn kept_name(&self, kept: usize) -> &str {
        &self.fields[self.kept[kept]].name
    }

    /// Position in [`Kind::kept`] of the field of this name.
    #[must_use]
    pub fn kept_position(&self, name: &str) -> Option<usize> {
        self.fields[self.field(name)?].kept
    }
}

pub(super) fn compile(declaration: &Declaration) -> Result<Kind, KindError> {
    let fields = compile_fields(declaration)?;
    let kept: Vec<usize> = (0..fields.len()).filter(|&f| fields[f].kept.is_some()).collect();
    let scope = Scope { fields: &fields, measures: &compile_measures(declaration, &fields)? };
    Ok(Kind {
        name: declaration.name.clone(),
        title: declaration.title.clone(),
        keys: compile_keys(declaration, &scope)?,
        dimensions: declaration.dimensions.iter().map(|name| scope.kept(name)).collect::<Result<_, _>>()?,
        reporters: declaration.reporter.iter().map(|name| scope.kept(name)).collect::<Result<_, _>>()?,
        measures: scope.measures.to_vec(),
        derives: declaration
            .derive
            .iter()
            .map(|d| Ok((scope.kept(&d.field)?, scope.kept(&d.from)?)))
            .collect::<Result<_, KindError>>()?,
        rules: compile_rules(declaration, &scope)?,
        indicators: compile_indicators(declaration, &scope)?,
        kept,
        fields,
    })
}

/// The names a declaration may refer to.
struct Scope<'a> {
    fields: &'a [Field],
    measures: &'a [Measure],
}

impl Scope<'_> {
    fn field(&self, name: &str) -> Result<usize, KindError> {
        position("field", name, self.fields.iter().map(|f| f.name.as_str()))
    }

    fn kept(&self, name: &str) -> Result<usize, KindError> {
        let field = self.field(name)?;
        self.fields[field]
            .kept
            .ok_or_else(|| KindError::Invalid(format!("field {name:?} is neither dimension nor text")))
    }

    fn measure(&self, name: &str) -> Result<usize, KindError> {
        position("measure", name, self.measures.iter().map(|m| m.name.as_str()))
    }

    fn text_rule(&self, field: &str, values: &[String]) -> Result<TextRule, KindError> {
        Ok(TextRule { field: self.field(field)?, values: values.to_vec() })
    }
}

fn position<'a>(
    what: &'static str,
    name: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Result<usize, KindError> {
    known.clone().position(|k| k == name).ok_or_else(|| {
        let nearest = known.max_by(|a, b| strsim::jaro(a, name).total_cmp(&strsim::jaro(b, name)));
        KindError::Unknown { what, name: name.to_owned(), nearest: nearest.unwrap_or_default().to_owned() }
    })
}

fn compile_fields(declaration: &Declaration) -> Result<Vec<Field>, KindError> {
    let names = || declaration.field.iter().map(|f| f.name.as_str());
    let mut kept = 0..;
    declaration
        .field
        .iter()
        .map(|field| {
            let kind = field_kind(field)?;
            let keeps = matches!(kind, FieldKind::Text | FieldKind::Dimension);
            let refer = |name: &Option<String>| name.as_ref().map(|n| position("field", n, names())).transpose();
            Ok(Field {
                name: field.name.clone(),
                kept: if keeps { kept.next() } else { None },
                kind,
                aliases: std::iter::once(&field.name).chain(&field.aliases).cloned().collect(),
                registry: field.registry.clone(),
                unit_field: refer(&field.unit_field)?,
                currency_field: refer(&field.currency_field)?,
            })
        })
        .collect()
}

fn field_kind(field: &FieldDeclaration) -> Result<FieldKind, KindError> {
    let unit = || field.unit.clone().unwrap_or_default();
    Ok(match field.kind.as_str() {
        "date" => FieldKind::Date,
        "start_date" => FieldKind::StartDate,
        "report_date" => FieldKind::ReportDate,
        "code" => FieldKind::Code,
        "text" => FieldKind::Text,
        "dimension" => FieldKind::Dimension,
        "weight" => FieldKind::Quantity(MeasureUnit::Weight),
        "money" => FieldKind::Quantity(MeasureUnit::Money),
        "count" => FieldKind::Quantity(MeasureUnit::Count(unit())),
        "number" => FieldKind::Quantity(MeasureUnit::Other(unit(), field.decimals.unwrap_or(0).min(12))),
        "unit" => FieldKind::Unit,
        "currency" => FieldKind::Currency,
        other => return Err(unknown_field_kind(other)),
    })
}

fn unknown_field_kind(name: &str) -> KindError {
    const KNOWN: [&str; 12] = [
        "date",
        "start_date",
        "report_date",
        "code",
        "text",
        "dimension",
        "weight",
        "money",
        "count",
        "number",
        "unit",
        "currency",
    ];
    match position("field kind", name, KNOWN.iter().copied()) {
        Err(error) => error,
        Ok(_) => KindError::Invalid(format!("field kind {name:?}")),
    }
}

fn compile_measures(declaration: &Declaration, fields: &[Field]) -> Result<Vec<Measure>, KindError> {
    declaration
        .measure
        .iter()
        .map(|measure| {
            let field = position("field", &measure.field, fields.iter().map(|f| f.name.as_str()))?;
            let FieldKind::Quantity(unit) = &fields[field].kind else {
                return Err(KindError::Invalid(format!("measure {:?}: its field is no quantity", measure.name)));
            };
            Ok(Measure { name: measure.name.clone(), field, unit: unit.clone(), optional: measure.optional })
        })
        .collect()
}

fn compile_keys(declaration: &Declaration, scope: &Scope<'_>) -> Result<Vec<Vec<KeyPart>>, KindError> {
    let part = |text: &String| text.split('|').map(|name| scope.field(name)).collect::<Result<KeyPart, _>>();
    declaration.key.iter().map(|key| key.iter().map(part).collect()).collect()
}

fn compile_rules(declaration: &Declaration, scope: &Scope<'_>) -> Result<Rules, KindError> {
    let mut rules = Rules::default();
    for rule in &declaration.rule {
        match rule {
            RuleDeclaration::UnitPriceBand { numerator, denominator, dimension } => {
                rules.unit_price_band =
                    Some((scope.measure(numerator)?, scope.measure(denominator)?, scope.kept(dimension)?));
            }
            RuleDeclaration::WithinOpening { dimension } => rules.within_opening = Some(scope.kept(dimension)?),
            RuleDeclaration::MonthJump { dimension, measure } => {
                rules.month_jump = Some((scope.kept(dimension)?, scope.measure(measure)?));
            }
            RuleDeclaration::FrameworkYields { field, framework, formal } => {
                rules.framework = Some(scope.text_rule(field, framework)?);
                rules.formal = Some(scope.text_rule(field, formal)?);
            }
            RuleDeclaration::OutOfScopeWhen { field, values } => {
                rules.out_of_scope = Some(scope.text_rule(field, values)?);
            }
            RuleDeclaration::StartedBy { field, status, values } => {
                let status = scope.text_rule(status, values)?;
                rules.started = Some(StartedRule { field: scope.field(field)?, status });
            }
        }
    }
    Ok(rules)
}

fn compile_indicators(declaration: &Declaration, scope: &Scope<'_>) -> Result<Vec<Indicator>, KindError> {
    declaration
        .indicator
        .iter()
        .map(|indicator| {
            let formula = formula(indicator, scope)?;
            Ok(Indicator {
                id: format!("{}.{}", declaration.name, indicator.name),
                unit: value_unit(&formula, indicator, scope),
                display: display(indicator.display.as_ref())?,
                words: indicator.words.clone(),
                formula,
            })
        })
        .collect()
}

fn formula(indicator: &IndicatorDeclaration, scope: &Scope<'_>) -> Result<Formula, KindError> {
    let mut formulas = Vec::new();
    if let Some(measure) = &indicator.sum {
        formulas.push(Formula::Sum(scope.measure(measure)?));
    }
    if let Some([numerator, denominator]) = &indicator.ratio {
        formulas.push(Formula::Ratio(scope.measure(numerator)?, scope.measure(denominator)?));
    }
    if let Some(dimension) = &indicator.distinct {
        formulas.push(Formula::Distinct(scope.kept(dimension)?));
    }
    formulas.extend(indicator.count.then_some(Formula::Count));
    formulas.extend(indicator.started.then_some(Formula::StartedRate));
    match <[Formula; 1]>::try_from(formulas) {
        Ok([formula]) => Ok(formula),
        Err(_) => Err(KindError::Invalid(format!(
            "indicator {:?}: give exactly one of sum, ratio, count, distinct, started",
            indicator.name
        ))),
    }
}

fn value_unit(formula: &Formula, indicator: &IndicatorDeclaration, scope: &Scope<'_>) -> Option<MeasureUnit> {
    match formula {
        Formula::Sum(measure) => Some(scope.measures[*measure].unit.clone()),
        Formula::Count | Formula::Distinct(_) => Some(MeasureUnit::Count(indicator.unit.clone().unwrap_or_default())),
        Formula::Ratio(..) | Formula::StartedRate => None,
    }
}

fn display(declared: Option<&DisplayDeclaration>) -> Result<Display, KindError> {
    const UNITS: [(&str, u32); 5] = [("吨", 3), ("千克", 0), ("元", 0), ("万元", 4), ("亿元", 8)];
    let Some(declared) = declared else { return Ok(Display::default()) };
    let unit = match &declared.unit {
        None => None,
        Some(name) => {
            let at = position("display unit", name, UNITS.iter().map(|(known, _)| *known))?;
            Some(DisplayUnit { name: name.clone(), exponent: UNITS[at].1 })
        }
    };
    Ok(Display { unit, decimals: declared.decimals.unwrap_or(2) })
}

//! The job's registry files to [`Registries`].

use std::collections::BTreeSet;
use std::path::Path;

use crate::findings::Finding;
use crate::job::Job;
use crate::registry::{Registries, read_products, read_stores};
use crate::reports::blanks::Lists;
use crate::sources::{self, OpenOptions, OwnedRow, SourceFile, TableInfo};

use super::RunError;

/// Loads the registries that the job names.
///
/// # Errors
/// [`RunError::Registry`] where a named file cannot be read at all: unknown names could not be told from known ones.
pub(super) fn load(job: &Job, options: &OpenOptions) -> Result<(Registries, Vec<Finding>), RunError> {
    let mut registries = Registries::default();
    let mut findings = Vec::new();
    if let Some(name) = &job.stores {
        let (info, rows) = open(&job.root, name, options)?;
        let (stores, found) = read_stores(&info, &rows);
        findings.extend(found);
        registries.add_stores(stores);
    }
    if let Some(name) = &job.products {
        let (info, rows) = open(&job.root, name, options)?;
        let (products, found) = read_products(&info, &rows);
        findings.extend(found);
        registries.add_products(products);
    }
    Ok((registries, findings))
}

/// The names that a job's registries know, for the lists of blank forms.
///
/// # Errors
/// [`RunError::Registry`] where a named file cannot be read at all.
pub fn known_names(job: &Job, options: &OpenOptions) -> Result<(Lists, Vec<Finding>), RunError> {
    let (registries, findings) = load(job, options)?;
    let stores: Vec<String> = registries.stores().map(|store| store.name.clone()).collect();
    let products: Vec<String> = registries.products().map(|product| product.name.clone()).collect();
    let names = [
        ("city", distinct(registries.stores().map(|store| store.city.as_str()))),
        ("store", stores),
        ("product", products),
        ("category", distinct(registries.products().map(|product| product.category.as_str()))),
    ];
    let names = names.into_iter().map(|(registry, names)| (registry.to_owned(), names)).collect();
    Ok((Lists { names }, findings))
}

/// Texts sorted and each once, without the empty one.
fn distinct<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let texts: BTreeSet<&str> = texts.filter(|text| !text.is_empty()).collect();
    texts.into_iter().map(str::to_owned).collect()
}

fn open(root: &Path, name: &str, options: &OpenOptions) -> Result<(TableInfo, Vec<OwnedRow>), RunError> {
    let path = root.join(name);
    let bytes = path.metadata().map_or(0, |metadata| metadata.len());
    let file = SourceFile { source: 0, name: name.into(), path, bytes };
    let (tables, findings) = sources::open(&file, options);
    match tables.first() {
        Some(table) => Ok((table.info().clone(), table.head(usize::MAX))),
        None => Err(RunError::Registry(findings)),
    }
}

//! The job's registry files to [`Registries`].

use std::path::Path;

use crate::findings::Finding;
use crate::job::Job;
use crate::registry::{Registries, read_products, read_stores};
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

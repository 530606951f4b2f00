//! Workbooks read back: values, formulas, names, and text that tries to be more than text.

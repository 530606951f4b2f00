//! Figures: named, exact, rounded once. Knows no format.

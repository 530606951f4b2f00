//! Small tables written out by hand, and what becomes of their rows. Expected values are worked out by hand.

mod controls;
mod crosstabs;
mod grid;
mod layouts;
mod properties;
mod rows;

//! Records: raw cells to typed entries, control rows, blanks and quarantined rows. Knows no other file than the one it reads.

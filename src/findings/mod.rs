//! Findings: what was noticed, where, with which values. Knows codes and places, never sentences.

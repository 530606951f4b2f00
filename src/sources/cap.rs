//! An allocator that can be told to stop. Knows only how many bytes are held.
//!
//! The binary makes it the global one. It counts nothing until the process that reads a workbook sets a cap; from
//! then on an allocation over the cap ends that process with [`OVER_CAP`], before the machine runs out of memory.

#![expect(unsafe_code, reason = "GlobalAlloc is an unsafe trait; every call goes to the system allocator unchanged")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicIsize, Ordering::Relaxed};

/// The exit status of a process that reached its cap.
pub const OVER_CAP: i32 = 97;

/// The cap in bytes; 0 for none.
static CAP: AtomicIsize = AtomicIsize::new(0);
/// Bytes taken since the cap was set, less those given back.
static HELD: AtomicIsize = AtomicIsize::new(0);

/// The system allocator with a cap.
#[derive(Debug, Default)]
pub struct CappedAllocator;

/// From now on this process may take `bytes` more.
pub fn set_cap(bytes: u64) {
    CAP.store(isize::try_from(bytes).unwrap_or(isize::MAX), Relaxed);
}

fn count(change: isize) {
    let cap = CAP.load(Relaxed);
    if cap == 0 {
        return;
    }
    let held = HELD.fetch_add(change, Relaxed).saturating_add(change);
    if change > 0 && held > cap {
        CAP.store(0, Relaxed);
        std::process::exit(OVER_CAP);
    }
}

fn signed(bytes: usize) -> isize {
    isize::try_from(bytes).unwrap_or(isize::MAX)
}

// SAFETY: every method hands its arguments unchanged to `System`, which keeps the trait's contract; counting neither
// touches the memory nor unwinds.
unsafe impl GlobalAlloc for CappedAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(signed(layout.size()));
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(signed(layout.size()));
        // SAFETY: the caller keeps the contract of `alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        count(-signed(layout.size()));
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(signed(size).saturating_sub(signed(layout.size())));
        // SAFETY: the caller keeps the contract of `realloc`.
        unsafe { System.realloc(block, layout, size) }
    }
}

//! Where the page is touched: showing, asking the edge, keeping the draft.

mod app;
mod dom;
mod edge;
mod files;
pub mod intl;
mod keep;
mod live;
mod options;
mod todo;

#[expect(unused_imports, reason = "the loader calls it")]
pub use app::mount;

/// Std's own allocator is 1.6 KB brotli larger. This one takes as long however much there is.
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

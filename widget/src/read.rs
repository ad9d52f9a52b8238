//! From JSON to the types of a claim.
//!
//! Every struct is written out field by field with nothing left to a default, so that a field that is added in `claims`
//! does not compile here until it is read; the tests read back what serde writes of every type.

mod answers;
mod grant;
mod kept;
mod law;
mod name;
mod order;
mod policy;

pub use answers::{filed, followed, found, problem, shop, view};
pub use kept::kept;
pub use name::{
    basis_name, decision, kind, kind_name, problem_kind, remedy, remedy_name, still_name,
};
pub use order::{contact, money};
pub use policy::policy;

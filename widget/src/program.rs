//! The two programs of the page: one up to a claim that is sent, one for what comes after. A customer downloads the
//! second only when they follow a claim.
//!
//! Both are this crate, built with one of its features. With both features, as tests build it, a [`Program`] is a value;
//! in a build of one program it is a constant, and what only the other program does is not in it.

/// Whether this build can file claims.
pub const CLAIMS: bool = cfg!(feature = "claim");
/// Whether this build can follow them.
pub const TRACKS: bool = cfg!(feature = "track");

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// From the order to the claim that is sent.
    Claim,
    /// The claim's progress, and a lost link.
    Track,
}

impl Program {
    /// The one this build is; a build of both files claims first.
    pub const BUILT: Self = if CLAIMS { Self::Claim } else { Self::Track };

    /// Whether it files claims.
    #[inline(always)]
    #[must_use]
    pub fn claims(self) -> bool {
        CLAIMS && (!TRACKS || self == Self::Claim)
    }
}

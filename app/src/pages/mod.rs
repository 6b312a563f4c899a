//! The pages, as the site map has them.

mod access_log;
mod debrief;
mod home;
pub mod lazy;
mod ledger;
mod loading;
mod matrix;
mod module;
mod not_found;
mod people;
mod person;
mod profile;
mod run;
mod sign_in;
mod units;
mod welcome;

pub use access_log::AccessLogPage;
pub use debrief::DebriefPage;
pub use home::HomePage;
pub use ledger::LedgerPage;
pub use matrix::MatrixPage;
pub use module::ModulePage;
pub use not_found::NotFoundPage;
pub use people::PeoplePage;
pub use person::PersonPage;
pub use profile::ProfilePage;
pub use run::{GradedRunPage, PractisePage};
pub use sign_in::SignInPage;
pub use units::UnitsPage;
pub use welcome::WelcomePage;

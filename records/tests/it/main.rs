//! The records' tests. Each runs on SQLite and on PostgreSQL, in a store of its own.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod appeals;
mod assessors;
mod attempts;
mod audit;
mod bedside;
mod certificates;
mod conflicts;
mod content;
mod delivery;
mod drafts;
mod exams;
mod frameworks;
mod histories;
mod hospital;
mod invites;
mod learning;
mod ledger;
mod observations;
mod panels;
mod permissions;
mod postgres;
mod readiness;
mod restrictions;
mod sessions;
mod signin;
mod signoffs;
mod skills;
mod standing;
mod store;
mod supervision;
mod tampering;
mod validation;

/// Makes of each test one for SQLite and one for PostgreSQL. The test gets a [`hospital::Hospital`].
macro_rules! on_both_engines {
    ($($name:ident)*) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name($crate::hospital::on_sqlite().await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name($crate::hospital::on_postgres().await).await;
            })*
        }
    };
}
pub(crate) use on_both_engines;

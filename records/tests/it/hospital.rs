//! A small hospital to test with.

use records::attempts::{Delivery, Kind, Receipt, Start, Ticket};
use records::organisations::{Found, OrganisationView, Purpose};
use records::people::NewPerson;
use records::units::NewUnit;
use records::{Actor, Error, Records, Role, Secrets, Settings};
use tempfile::TempDir;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};
use training::golden;
use training::log::ActionLog;
use training::scenario::Scenario;
use uuid::Uuid;

/// A Monday.
pub(crate) const NOW: OffsetDateTime = datetime!(2026-03-02 08:00 UTC);
pub(crate) const PASSWORD: &str = "seven quiet otters swim";
pub(crate) const SCENARIO: &str = "read-the-order";

/// Two wards below one top; somebody in every role.
pub(crate) struct Hospital {
    pub(crate) records: Records,
    pub(crate) url: String,
    pub(crate) org: OrganisationView,
    pub(crate) icu: Uuid,
    pub(crate) surgery: Uuid,
    /// Learns in the intensive care unit.
    pub(crate) nurse: Uuid,
    /// Learns in surgery.
    pub(crate) other_nurse: Uuid,
    /// Of the intensive care unit.
    pub(crate) manager: Uuid,
    /// Of the intensive care unit.
    pub(crate) assessor: Uuid,
    /// Of the whole hospital.
    pub(crate) educator: Uuid,
    /// Of the whole hospital.
    pub(crate) administrator: Uuid,
    /// Of the whole hospital.
    pub(crate) auditor: Uuid,
    /// Keeps the SQLite file until the test is over.
    pub(crate) folder: TempDir,
}

pub(crate) async fn on_sqlite() -> Hospital {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("records.db").display());
    Hospital::found(url, folder).await
}

pub(crate) async fn on_postgres() -> Hospital {
    Hospital::found(super::postgres::fresh_database(), tempfile::tempdir().unwrap()).await
}

/// Opens the store with a cheap password hash.
pub(crate) async fn open(url: &str) -> Records {
    let secrets = Secrets {
        key: b"a key for tests of thirty-two bytes or more".to_vec(),
    };
    let settings = Settings {
        hash_memory_kib: 64,
        ..Settings::default()
    };
    Records::open(url, secrets, settings).await.unwrap()
}

impl Hospital {
    async fn found(url: String, folder: TempDir) -> Self {
        let records = open(&url).await;
        records.migrate().await.unwrap();
        let found = Found {
            slug: "northfield".into(),
            name: "Northfield General".into(),
            time_zone: "Europe/London".into(),
            purpose: Purpose::Production,
        };
        let org = records::organisations::found(&records, found, NOW).await.unwrap();
        let system = Actor::system(org.id, NOW);
        let unit = |name: &str| NewUnit {
            parent: org.root_unit,
            name: name.into(),
        };
        let icu = records::units::create(&records, &system, unit("Intensive care"))
            .await
            .unwrap();
        let surgery = records::units::create(&records, &system, unit("Surgery"))
            .await
            .unwrap();
        let add = async |name: &str, unit: Uuid, role: Role| {
            let person = NewPerson {
                sign_in_name: name.into(),
                name: format!("{name} Example"),
                job: "nurse".into(),
                unit,
                roles: vec![role],
                timing_percent: 100,
            };
            records::people::create(&records, &system, person).await.unwrap()
        };
        let nurse = add("nurse", icu, Role::Learner).await;
        let other_nurse = add("other", surgery, Role::Learner).await;
        let manager = add("manager", icu, Role::Manager).await;
        let assessor = add("assessor", icu, Role::Assessor).await;
        let educator = add("educator", org.root_unit, Role::Educator).await;
        let administrator = add("administrator", org.root_unit, Role::Administrator).await;
        let auditor = add("auditor", org.root_unit, Role::Auditor).await;
        Self {
            records,
            url,
            org,
            icu,
            surgery,
            nurse,
            other_nurse,
            manager,
            assessor,
            educator,
            administrator,
            auditor,
            folder,
        }
    }

    pub(crate) fn system(&self) -> Actor {
        Actor::system(self.org.id, NOW)
    }

    pub(crate) fn actor(&self, person: Uuid) -> Actor {
        Actor::person(self.org.id, person, NOW)
    }

    /// Publishes the library, the hazards, the framework and the scenario of the tests.
    pub(crate) async fn publish(&self) {
        let system = self.system();
        records::content::publish_library(&self.records, &system, &content("library/training.yaml"))
            .await
            .unwrap();
        records::content::publish_hazards(&self.records, &system, &content("hazards.yaml"))
            .await
            .unwrap();
        let framework = content("frameworks/nurse-infusion.yaml");
        records::content::publish_framework(&self.records, &system, &framework)
            .await
            .unwrap();
        records::content::publish_scenario(&self.records, &system, include_str!("scenario.yaml"))
            .await
            .unwrap();
    }

    /// Publishes the shipped skills, which the shipped scenarios name.
    pub(crate) async fn publish_skills(&self) {
        records::content::publish_skills(&self.records, &self.system(), &content("skills.yaml"))
            .await
            .unwrap();
    }

    pub(crate) async fn start(&self, actor: &Actor, kind: Kind) -> Result<Ticket, Error> {
        let start = Start {
            attempt_id: Uuid::now_v7(),
            scenario: SCENARIO.into(),
            kind,
            supervision_code: None,
        };
        records::attempts::start(&self.records, actor, start).await
    }

    /// Starts a run and delivers what a golden run does.
    pub(crate) async fn run(&self, actor: &Actor, kind: Kind, golden: &str) -> Result<Receipt, Error> {
        let ticket = self.start(actor, kind).await?;
        self.deliver(actor, &ticket, log_of(&ticket, golden)).await
    }

    pub(crate) async fn deliver(
        &self,
        actor: &Actor,
        ticket: &Ticket,
        log: ActionLog,
    ) -> Result<Receipt, Error> {
        let delivery = Delivery {
            attempt_id: ticket.attempt_id,
            token: ticket.submit_token.clone(),
            log,
        };
        records::attempts::deliver(&self.records, actor, delivery).await
    }

    /// Passes a graded run.
    pub(crate) async fn pass(&self, person: Uuid, at: OffsetDateTime) -> Receipt {
        self.run(&self.actor(person).at(at), Kind::Graded, "expert")
            .await
            .unwrap()
    }

    /// Everything the ledger says, for comparison.
    pub(crate) async fn ledger_size(&self) -> u64 {
        records::ledger::head(&self.records, &self.system())
            .await
            .unwrap()
            .size
    }
}

/// The text of a shipped file.
pub(crate) fn content(path: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../content/");
    std::fs::read_to_string(format!("{folder}{path}")).unwrap()
}

/// The scenario of the tests, compiled.
pub(crate) fn scenario() -> Scenario {
    let library = serde_saphyr::from_str(&content("library/training.yaml")).unwrap();
    let hazards = ["GIP-2.1.1".to_owned()].into();
    let context = training::scenario::CompileContext {
        library: &library,
        hazards: &hazards,
        skills: &[],
    };
    training::scenario::compile(include_str!("scenario.yaml"), &context)
        .0
        .unwrap()
}

/// The log of a golden run, played in the ticket's variant.
pub(crate) fn log_of(ticket: &Ticket, golden: &str) -> ActionLog {
    let scenario = scenario();
    let golden = scenario.golden.iter().find(|run| run.id == golden).unwrap();
    golden::run_one(&scenario, golden, ticket.script.seed)
        .log
        .unwrap()
}

/// A day later each time it is called with a larger number.
pub(crate) fn day(n: i64) -> OffsetDateTime {
    NOW + Duration::days(n)
}

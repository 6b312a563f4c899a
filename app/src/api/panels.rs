//! Panels of judges that set the cut score of a test.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::AppError;

/// Where a panel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PanelState {
    /// Judges rate for the first time, each alone.
    FirstRound,
    /// Judges rate again, knowing what the others said.
    SecondRound,
    /// The cut score is set.
    Closed,
}

/// A panel in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PanelRow {
    /// Which.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// The test.
    pub test: String,
    /// The version of the test that it judges.
    pub version: u32,
    /// Where it stands.
    pub state: PanelState,
    /// When it was called.
    pub opened_at: OffsetDateTime,
    /// When it set the cut score.
    pub closed_at: Option<OffsetDateTime>,
    /// The cut score, in percent.
    pub cut_percent: Option<f64>,
    /// Its standard error, in percent; none with one judge.
    pub standard_error: Option<f64>,
    /// How many judges set it.
    pub n_judges: Option<u32>,
    /// Whether so few judges are too few to rely on.
    pub few_judges: bool,
}

/// A panel as one sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// The panel.
    pub row: PanelRow,
    /// The items, as a judge reads them.
    pub items: Vec<PanelItem>,
    /// How far the judges are: name and items rated.
    pub judges: Vec<(String, u32)>,
    /// Whether one judges in it.
    pub is_judge: bool,
    /// Whether one may close its round now.
    pub may_close: bool,
}

/// An item of a panel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PanelItem {
    /// Which.
    pub id: String,
    /// What it asks.
    pub ask: String,
    /// The right answer in words.
    pub answer: String,
    /// What else may be chosen; empty where nothing is chosen from.
    pub wrong: Vec<String>,
    /// One's own rating in the open round, in percent.
    pub own: Option<u8>,
    /// One's own rating in the first round.
    pub own_first: Option<u8>,
    /// The mean of all judges in the first round, in percent.
    pub mean_first: Option<f64>,
    /// The share of candidates who got it right, in percent.
    pub right_percent: Option<f64>,
}

/// A panel to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPanel {
    /// Made by the browser, so that asking twice calls one panel.
    pub id: Uuid,
    /// The test.
    pub test: String,
    /// What it is called.
    pub title: String,
    /// Who judges.
    pub judges: Vec<Uuid>,
}

/// The panels of a test.
#[server(prefix = "/api", endpoint = "panels", input = server_fn::codec::Json)]
pub async fn read_panels(test: String) -> Result<Vec<PanelRow>, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let panels = records::panels::panels_of(&records, &actor, &test)
        .await
        .map_err(host::refuse)?;
    Ok(panels.into_iter().map(PanelRow::from).collect())
}

/// Who can be asked to judge: whoever assesses or teaches; empty for those who may not call a panel.
#[server(prefix = "/api", endpoint = "panels/judges", input = server_fn::codec::Json)]
pub async fn read_judges() -> Result<Vec<(Uuid, String)>, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::panels::judges(&records, &actor)
        .await
        .map_err(host::refuse)
}

/// A panel.
#[server(prefix = "/api", endpoint = "panels/panel", input = server_fn::codec::Json)]
pub async fn read_panel(id: Uuid) -> Result<Panel, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let panel = records::panels::panel(&records, &actor, id)
        .await
        .map_err(host::refuse)?;
    Ok(panel.into())
}

/// Calls a panel.
#[server(prefix = "/api", endpoint = "panels/open", input = server_fn::codec::Json)]
pub async fn open_panel(panel: NewPanel) -> Result<Uuid, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let input = records::panels::NewPanel {
        id: panel.id,
        test: panel.test,
        title: panel.title,
        judges: panel.judges.into_iter().collect(),
    };
    records::panels::open(&records, &actor, input)
        .await
        .map_err(host::refuse)
}

/// Keeps one's ratings of the open round.
#[server(prefix = "/api", endpoint = "panels/rate", input = server_fn::codec::Json)]
pub async fn rate_items(panel: Uuid, ratings: BTreeMap<String, u8>) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::panels::rate(&records, &actor, panel, ratings)
        .await
        .map_err(host::refuse)
}

/// Closes the open round of a panel.
#[server(prefix = "/api", endpoint = "panels/close-round", input = server_fn::codec::Json)]
pub async fn close_panel_round(panel: Uuid) -> Result<PanelState, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let state = records::panels::close_round(&records, &actor, panel)
        .await
        .map_err(host::refuse)?;
    Ok(state.into())
}

#[cfg(feature = "ssr")]
mod from_records {
    use records::panels as stored;

    use super::{Panel, PanelItem, PanelRow, PanelState};

    impl From<stored::PanelState> for PanelState {
        fn from(state: stored::PanelState) -> Self {
            match state {
                stored::PanelState::FirstRound => Self::FirstRound,
                stored::PanelState::SecondRound => Self::SecondRound,
                stored::PanelState::Closed => Self::Closed,
            }
        }
    }

    impl From<stored::PanelRow> for PanelRow {
        fn from(row: stored::PanelRow) -> Self {
            Self {
                id: row.id,
                title: row.title,
                test: row.test,
                version: row.version,
                state: row.state.into(),
                opened_at: row.opened_at,
                closed_at: row.closed_at,
                cut_percent: row.cut_percent,
                standard_error: row.standard_error,
                n_judges: row.n_judges,
                few_judges: row.n_judges.is_some_and(|n| n < stored::ENOUGH_JUDGES),
            }
        }
    }

    impl From<stored::PanelView> for Panel {
        fn from(view: stored::PanelView) -> Self {
            let item = |item: stored::PanelItem| PanelItem {
                id: item.id,
                ask: item.ask,
                answer: item.answer,
                wrong: item.wrong,
                own: item.own,
                own_first: item.own_first,
                mean_first: item.mean_first,
                right_percent: item.right_percent,
            };
            Self {
                row: view.row.into(),
                items: view.items.into_iter().map(item).collect(),
                judges: view
                    .judges
                    .into_iter()
                    .map(|judge| (judge.name, judge.rated))
                    .collect(),
                is_judge: view.is_judge,
                may_close: view.may_close,
            }
        }
    }
}

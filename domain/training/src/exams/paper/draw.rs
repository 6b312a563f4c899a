//! Drawing: which items, in which order.

use std::collections::BTreeSet;

use super::{DrawError, Paper, PaperItem};
use crate::exams::bank::{Bank, Item, Topic};
use crate::exams::blueprint::{Blueprint, DrawRule};
use crate::exams::seeded::Chance;

impl Paper {
    /// Draws the paper of one candidate. The order in which banks, items and options are written changes nothing.
    pub fn draw(blueprint: &Blueprint, banks: &[Bank], seed: u64) -> Result<Paper, DrawError> {
        let mut pool: Vec<&Item> = Vec::new();
        let mut topics: Vec<Topic> = Vec::new();
        for id in &blueprint.banks {
            let bank = banks.iter().find(|bank| bank.bank == *id);
            let bank = bank.ok_or_else(|| DrawError::UnknownBank(id.clone()))?;
            pool.extend(&bank.items);
            topics.extend(bank.topics.iter().cloned());
        }
        pool.sort_by(|one, other| one.id.cmp(&other.id));
        let mut chance = Chance::new(seed, "paper");
        let mut chosen = choose(blueprint, pool, &mut chance)?;
        chance.shuffle(&mut chosen);
        let items = chosen
            .into_iter()
            .map(|item| PaperItem::drawn(item, seed))
            .collect::<Result<Vec<_>, _>>()?;
        let used: BTreeSet<&str> = items
            .iter()
            .flat_map(|item| item.questions.iter().map(|question| question.topic.as_str()))
            .chain(items.iter().map(|item| item.topic.as_str()))
            .collect();
        topics.sort_by(|one, other| one.id.cmp(&other.id));
        topics.dedup_by(|one, other| one.id == other.id);
        topics.retain(|topic| used.contains(topic.id.as_str()));
        Ok(Paper {
            test: blueprint.test.clone(),
            title: blueprint.title.clone(),
            seed,
            minutes: blueprint.minutes,
            cut: blueprint.cut(),
            review: blueprint.review,
            topics,
            items,
        })
    }
}

/// Draws of one difficulty come first, so that a draw of any does not take what they need.
fn choose<'a>(
    blueprint: &Blueprint,
    mut pool: Vec<&'a Item>,
    chance: &mut Chance,
) -> Result<Vec<&'a Item>, DrawError> {
    let mut rules: Vec<&DrawRule> = blueprint.draw.iter().collect();
    rules.sort_by_key(|rule| (rule.difficulty.is_none(), &rule.topic, rule.difficulty));
    let mut chosen = Vec::new();
    for rule in rules {
        let fits = |item: &Item| {
            item.topic == rule.topic && rule.difficulty.is_none_or(|wanted| wanted == item.difficulty)
        };
        let (mut fitting, rest): (Vec<&Item>, Vec<&Item>) = pool.into_iter().partition(|item| fits(item));
        chance.shuffle(&mut fitting);
        let wanted = rule.n as usize;
        if fitting.len() < wanted {
            return Err(DrawError::TooFewItems(rule.name()));
        }
        let left = fitting.split_off(wanted);
        chosen.extend(fitting);
        pool = rest;
        pool.extend(left);
        pool.sort_by(|one, other| one.id.cmp(&other.id));
    }
    Ok(chosen)
}

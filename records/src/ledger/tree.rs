//! The Merkle tree of RFC 6962, section 2.1, built one leaf at a time.

use crate::secret::sha256;
use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub(crate) type Hash = [u8; 32];

/// `SHA-256(0x00 ‖ data)`.
pub fn leaf_hash(data: &[u8]) -> [u8; 32] {
    Sha256::new()
        .chain_update([0x00])
        .chain_update(data)
        .finalize()
        .into()
}

/// `SHA-256(0x01 ‖ left ‖ right)`.
pub fn node_hash(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    Sha256::new()
        .chain_update([0x01])
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

/// The roots of the full subtrees that make up a tree, the largest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frontier {
    pub(crate) size: u64,
    roots: Vec<Hash>,
}

/// A full subtree that a new leaf completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// Height above the leaves; 1 holds two leaves.
    pub(crate) level: u32,
    /// Its place among the nodes of its level.
    pub(crate) ordinal: u64,
    pub(crate) hash: Hash,
}

impl Frontier {
    /// The frontier with its roots as they are stored, one after another.
    pub(crate) fn from_bytes(size: u64, bytes: &[u8]) -> Option<Self> {
        let (roots, rest) = bytes.as_chunks::<32>();
        (rest.is_empty() && roots.len() == size.count_ones() as usize).then(|| Self {
            size,
            roots: roots.to_vec(),
        })
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.roots.concat()
    }

    /// Adds a leaf; gives the subtrees it completed, from the smallest.
    pub(crate) fn push(&mut self, leaf: Hash) -> Vec<Node> {
        let mut completed = Vec::new();
        let mut hash = leaf;
        for level in 1..=self.size.trailing_ones() {
            let Some(left) = self.roots.pop() else { break };
            hash = node_hash(&left, &hash);
            completed.push(Node {
                level,
                ordinal: self.size >> level,
                hash,
            });
        }
        self.roots.push(hash);
        self.size += 1;
        completed
    }

    /// The root of the whole tree; the hash of nothing when it is empty.
    pub(crate) fn root(&self) -> Hash {
        let mut roots = self.roots.iter().rev();
        let Some(last) = roots.next() else {
            return sha256(&[]);
        };
        roots.fold(*last, |right, left| node_hash(left, &right))
    }
}

/// The root that an inclusion path leads to; equal to the head's root if the leaf is in the tree (RFC 9162,
/// section 2.1.3.2). None for a path that cannot belong to the position and size.
pub fn root_from_inclusion(position: u64, size: u64, leaf: &[u8; 32], path: &[[u8; 32]]) -> Option<[u8; 32]> {
    if size <= position {
        return None;
    }
    let (mut node, mut last, mut hash) = (position, size - 1, *leaf);
    for sibling in path {
        if last == 0 {
            return None;
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::hex;

    /// The definition of RFC 6962, word by word.
    fn root_by_definition(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => sha256(&[]),
            [leaf] => *leaf,
            _ => {
                let split = leaves.len().next_power_of_two() / 2;
                node_hash(
                    &root_by_definition(&leaves[..split]),
                    &root_by_definition(&leaves[split..]),
                )
            }
        }
    }

    #[test]
    fn the_tree_of_the_reference_log_has_the_published_roots() {
        // The eight inputs and roots of the certificate-transparency reference tests.
        let inputs: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let mut frontier = Frontier::default();
        for input in inputs {
            frontier.push(leaf_hash(input));
        }
        assert_eq!(
            hex(&frontier.root()),
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
        );
    }

    #[test]
    fn every_size_has_the_root_of_the_definition() {
        let mut frontier = Frontier::default();
        let mut leaves = Vec::new();
        for n in 0..130_u32 {
            assert_eq!(frontier.root(), root_by_definition(&leaves), "size {n}");
            let leaf = leaf_hash(&n.to_be_bytes());
            leaves.push(leaf);
            let completed = frontier.push(leaf);
            for node in completed {
                let (start, width) = (node.ordinal << node.level, 1_u64 << node.level);
                let range = start as usize..(start + width) as usize;
                assert_eq!(node.hash, root_by_definition(&leaves[range]));
            }
            let stored = Frontier::from_bytes(frontier.size, &frontier.to_bytes());
            assert_eq!(stored.as_ref(), Some(&frontier));
        }
    }
}

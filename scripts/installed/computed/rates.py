"""Rates of a confusion matrix, and what is made of counts."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from computed.domains import Positive, Positives, Unit


def rate(right: Positive, missed: Positive) -> float:
    """A share: of the positives those that are right, and the like."""
    return right / (right + missed)


def f_beta(precision: Positive, recall: Positive, beta: Positive) -> float:
    """The weighted harmonic mean of precision and recall."""
    return (1 + beta**2) * precision * recall / (beta**2 * precision + recall)


def f_beta_of_counts(tp: Positive, fp: Positive, fn: Positive, beta: Positive = 1.0) -> float:
    """The same of counts."""
    return (1 + beta**2) * tp / ((1 + beta**2) * tp + fp + beta**2 * fn)


def accuracy(tp: Positive, tn: Positive, fp: Positive, fn: Positive) -> float:
    """The share of right answers."""
    return (tp + tn) / (tp + tn + fp + fn)


def threat_score(tp: Positive, fn: Positive, fp: Positive) -> float:
    """The Jaccard index of counts."""
    return tp / (tp + fn + fp)


def likelihood_ratio(tp: Positive, fn: Positive, fp: Positive, tn: Positive) -> float:
    """The rate of true positives by that of false ones."""
    return tp / (tp + fn) / (fp / (fp + tn))


def odds_ratio(tp: Positive, tn: Positive, fp: Positive, fn: Positive) -> float:
    """The odds of a positive answer among positives, by those among negatives."""
    return tp * tn / (fp * fn)


def informedness(tp: Positive, fn: Positive, tn: Positive, fp: Positive) -> float:
    """Youden's index."""
    return tp / (tp + fn) + tn / (tn + fp) - 1


def matthews(tp: Positive, tn: Positive, fp: Positive, fn: Positive) -> float:
    """Matthews' correlation coefficient."""
    return float((tp * tn - fp * fn) / np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)))


def fowlkes_mallows(tp: Positive, fp: Positive, fn: Positive) -> float:
    """The geometric mean of precision and recall."""
    return float(tp / np.sqrt((tp + fp) * (tp + fn)))


def pykeen_fowlkes_mallows(tp: Positive, fp: Positive, fn: Positive) -> float:
    """PyKEEN's, of which the denominator is another."""
    return float(np.sqrt(tp**2 / (2 * tp + fp + fn)))


def prevalence_threshold(fpr: Positive, tpr: Positive) -> float:
    """The prevalence below which the answers lose their worth."""
    return float(np.sqrt(fpr) / (np.sqrt(tpr) + np.sqrt(fpr)))


def kappa(observed: Unit, expected: Unit) -> float:
    """Agreement beyond chance."""
    return (observed - expected) / (1 - expected)


def v_measure(homogeneity: Positive, completeness: Positive, beta: Positive) -> float:
    """The weighted harmonic mean of the two."""
    return (1 + beta) * homogeneity * completeness / (beta * homogeneity + completeness)


def words_lost(right: Positive, said: Positive, heard: Positive) -> float:
    """Word information lost: what is left of the shares of right words, multiplied."""
    return 1 - right / said * (right / heard)


def words_preserved(right: Positive, said: Positive, heard: Positive) -> float:
    """Word information preserved."""
    return right / said * (right / heard)


def word_errors(substituted: Positive, deleted: Positive, inserted: Positive, said: Positive) -> float:
    """Edits by the words that were said."""
    return (substituted + deleted + inserted) / said


def kendall_c(concordant: Positive, discordant: Positive, n: Positive, classes: Annotated[float, "positive"]) -> float:
    """Stuart's tau-c."""
    return 2 * (concordant - discordant) / (n**2 * (classes - 1) / classes)


def kendall_b(concordant: Positive, discordant: Positive, ties1: Positive, ties2: Positive) -> float:
    """Kendall's tau-b."""
    pairs = concordant + discordant
    return float((concordant - discordant) / np.sqrt((pairs + ties1) * (pairs + ties2)))


def least_by_greatest(rates: Positives) -> float:
    """How far groups are apart: the smallest rate by the greatest."""
    return float(np.min(rates) / np.max(rates))


def panoptic_quality(overlap: Positive, tp: Positive, fp: Positive, fn: Positive) -> float:
    """Overlap of the segments found, by how many there should be."""
    return overlap / (tp + 0.5 * fp + 0.5 * fn)

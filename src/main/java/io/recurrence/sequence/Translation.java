package io.recurrence.sequence;

/**
 * What a sequence was turned into.
 *
 * @param symbols of the target, T of them, the end apart
 * @param attention [T][S], how much each source symbol counted for each target symbol; rows sum to
 *     1; empty where the decoder has no attention
 * @param logProbability ln p(target | source), the end with it where it came
 * @param complete whether the end came within the longest target
 */
public record Translation(
    int[] symbols, float[][] attention, double logProbability, boolean complete) {}

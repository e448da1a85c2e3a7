"""考核: how many decimals its tables show at most."""

# Scores are ranked with two decimals, shifts are of whole places, peer scores are rounded where they are reckoned.
DECIMALS = {
    **dict.fromkeys(
        (
            "score",
            "score_before",
            "group_mean_score",
            "mean_difference",
            "contribution",
            "contribution_before",
            "contribution_change",
            "unit_score",
            "unit_score_before",
            "unit_score_change",
            "what_if_score",
            "raw_mean",
            "score_spread",
            "adjusted_score",
        ),
        2,
    ),
    "mean_shift": 1,
}

"""督办: the list of tasks, one of them with what its figure has done since, and its papers."""

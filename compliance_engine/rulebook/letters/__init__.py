"""The texts of letters to States, as files of the rulebook beside the law that they speak of."""

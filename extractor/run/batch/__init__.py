"""A queue through the provider's Batch API: planned and written down before anything is sent, collected into an ordinary run's folder. How one article is
extracted never stands here: answers that came by batch go the way of all answers."""

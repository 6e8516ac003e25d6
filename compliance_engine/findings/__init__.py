"""From conclusions to what people read: findings with stable ids, messages and explanations."""

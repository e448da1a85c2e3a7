"""The pages of those who look after the product: links in circulation."""

"""Names of persons and the posts beside them."""

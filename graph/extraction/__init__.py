"""From a document's clean text to mentions and links."""

"""The pages reviewers and readers see. They show; every read is a selector's."""

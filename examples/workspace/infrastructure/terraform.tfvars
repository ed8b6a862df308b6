environment        = "staging"
region             = "eu-central-1"
log_retention_days = 7

labels = {
  Team = "examples"
}

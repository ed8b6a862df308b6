locals {
  name = "greeter-${var.environment}"
  tags = merge(var.labels, {
    Service     = "greeter"
    Environment = var.environment
  })
}

# Queue names stay taken for a minute after a queue is deleted, so a new one gets another name.
resource "random_pet" "queue" {
  length = 2

  keepers = {
    environment = var.environment
  }
}

resource "aws_cloudwatch_log_group" "service" {
  name              = "/services/${local.name}"
  retention_in_days = var.log_retention_days
  tags              = local.tags
}

resource "aws_sqs_queue" "greetings" {
  name                       = "${local.name}-${random_pet.queue.id}"
  message_retention_seconds  = 86400
  visibility_timeout_seconds = 60
  sqs_managed_sse_enabled    = true
  tags                       = local.tags
}

output "log_group_name" {
  description = "Log group that the service writes to."
  value       = aws_cloudwatch_log_group.service.name
}

output "queue_url" {
  description = "Address of the queue that holds the greetings."
  value       = aws_sqs_queue.greetings.id
}

variable "environment" {
  description = "Name of the environment, part of every resource's name."
  type        = string

  validation {
    condition     = contains(["staging", "production"], var.environment)
    error_message = "The environment is either staging or production."
  }
}

variable "region" {
  description = "Region that holds the resources."
  type        = string
  default     = "eu-central-1"
}

variable "log_retention_days" {
  description = "Days for which the logs of the service are kept."
  type        = number
  default     = 14
}

variable "labels" {
  description = "Tags that every resource carries beside its own."
  type        = map(string)
  default     = {}
}

variable "TAG" {
  default = "dev"
}

variable "REGISTRY" {
  default = "registry.example.com/greeter"
}

group "default" {
  targets = ["web"]
}

target "check" {
  context    = "."
  dockerfile = "Dockerfile"
  target     = "check"
  output     = ["type=cacheonly"]
}

target "web" {
  context    = "."
  dockerfile = "Dockerfile"
  target     = "runtime"
  args = {
    NODE_VERSION = "22"
  }
  tags      = ["${REGISTRY}/web:${TAG}"]
  platforms = ["linux/amd64", "linux/arm64"]
}

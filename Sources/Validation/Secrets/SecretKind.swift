/// A well-known form of secret: how it begins, and what follows.
struct SecretKind: Sendable {
  /// What letters may follow.
  enum Alphabet: Sendable {
    case alphanumeric
    case word
    case upper
    case hexadecimal
    case dotted

    func contains(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39: true
      case 0x61...0x66: self != .upper
      case 0x67...0x7A: self != .upper && self != .hexadecimal
      case 0x41...0x5A: self != .hexadecimal
      case UInt8(ascii: "_"), UInt8(ascii: "-"): self == .word || self == .dotted
      case UInt8(ascii: "."): self == .dotted
      default: false
      }
    }
  }

  /// What it is called in findings.
  let title: String
  /// How it begins.
  let prefix: [UInt8]
  /// What letters follow.
  let alphabet: Alphabet
  /// How many of them at least.
  let least: Int
  /// How many of them at most; more make it something else.
  let most: Int
  /// What must be among what follows.
  let within: [UInt8]

  init(
    _ title: String,
    _ prefix: String,
    _ alphabet: Alphabet,
    _ least: Int,
    most: Int = 10_000,
    within: String = ""
  ) {
    self.title = title
    self.prefix = Array(prefix.utf8)
    self.alphabet = alphabet
    self.least = least
    self.most = most
    self.within = Array(within.utf8)
  }

  /// The forms that their makers have published; each begins in a way that nothing else does.
  static let all: [SecretKind] = [
    SecretKind("an AWS access key", "AKIA", .upper, 16, most: 16),
    SecretKind("a temporary AWS access key", "ASIA", .upper, 16, most: 16),
    SecretKind("a GitHub token", "ghp_", .alphanumeric, 36),
    SecretKind("a GitHub token", "gho_", .alphanumeric, 36),
    SecretKind("a GitHub token", "ghu_", .alphanumeric, 36),
    SecretKind("a GitHub token", "ghs_", .alphanumeric, 36),
    SecretKind("a GitHub token", "ghr_", .alphanumeric, 36),
    SecretKind("a GitHub token", "github_pat_", .word, 22),
    SecretKind("a GitLab token", "glpat-", .dotted, 20),
    SecretKind("a GitLab token", "gldt-", .word, 20),
    SecretKind("a GitLab runner token", "glrt-", .dotted, 20),
    SecretKind("a Slack token", "xoxb-", .word, 20),
    SecretKind("a Slack token", "xoxp-", .word, 20),
    SecretKind("a Slack token", "xoxa-", .word, 20),
    SecretKind("a Slack token", "xoxr-", .word, 20),
    SecretKind("a Slack token", "xoxs-", .word, 20),
    SecretKind("a Slack token", "xapp-", .word, 20),
    SecretKind("a Stripe key", "sk_live_", .alphanumeric, 16),
    SecretKind("a Stripe key", "rk_live_", .alphanumeric, 16),
    SecretKind("a Google API key", "AIza", .word, 35, most: 35),
    SecretKind("a Google OAuth token", "ya29.", .word, 20),
    SecretKind("an npm token", "npm_", .alphanumeric, 36),
    SecretKind("a PyPI token", "pypi-AgEI", .word, 50),
    SecretKind("a SendGrid key", "SG.", .dotted, 60, within: "."),
    SecretKind("a Vault token", "hvs.", .word, 24),
    SecretKind("a Vault token", "hvb.", .word, 24),
    SecretKind("a DigitalOcean token", "dop_v1_", .hexadecimal, 64),
    SecretKind("a Docker Hub token", "dckr_pat_", .word, 20),
    SecretKind("a Hugging Face token", "hf_", .alphanumeric, 34, most: 40),
    SecretKind("a Grafana token", "glsa_", .word, 32),
    SecretKind("an Anthropic key", "sk-ant-", .word, 32),
    SecretKind("an OpenAI key", "sk-", .word, 40, within: "T3BlbkFJ"),
    SecretKind("an age secret key", "AGE-SECRET-KEY-1", .upper, 50),
    SecretKind("a JSON web token", "eyJ", .dotted, 40, within: ".eyJ"),
  ]
}

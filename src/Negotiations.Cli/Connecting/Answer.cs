using System.Text.Json;

namespace Negotiations.Cli.Connecting;

/// <summary>A request the server carried out.</summary>
/// <param name="Status">HTTP status, 200 to 299.</param>
/// <param name="Json">What it said.</param>
/// <param name="Location">Where what it made can be found; null when it made nothing.</param>
internal sealed record Answer(int Status, JsonElement Json, string? Location);

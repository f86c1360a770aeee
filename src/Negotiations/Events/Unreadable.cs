using System.Text.Json;
using System.Text.Json.Serialization;

namespace Negotiations.Events;

/// <summary>
/// A stored event this program cannot read: of a later version, or damaged. It is never appended. It counts for
/// nothing in the views and is named in every one of them, so that it is never silently left out.
/// </summary>
/// <param name="StoredType">The wire name it was stored under.</param>
/// <param name="StoredData">What was stored.</param>
public sealed record Unreadable([property: JsonIgnore] string StoredType, JsonElement StoredData) : Event;

using Negotiations.Record;

namespace Negotiations.Store.Append;

/// <summary>A decision with its events as their rows hold them, made in the commit or before it.</summary>
/// <param name="Decision">As the rules gave it.</param>
/// <param name="Events">
/// One for each new event, in their order, and none when it was refused; null when a number in one of them cannot be
/// held exactly.
/// </param>
public record Prepared(Decision Decision, IReadOnlyList<SealedEvent>? Events)
{
    public static implicit operator Prepared(Decision decision) =>
        new(decision, decision is Decision.Accepted accepted ? SealedEvent.On([.. accepted.New]) : []);
}

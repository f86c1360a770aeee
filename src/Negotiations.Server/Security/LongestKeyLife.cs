namespace Negotiations.Server.Security;

/// <summary>How long keys may live, from <c>keys:longestDays</c>.</summary>
/// <param name="Life">Null: as long as who makes one likes.</param>
internal sealed record LongestKeyLife(TimeSpan? Life)
{
    public static LongestKeyLife Read(IConfiguration configuration) =>
        configuration.GetValue<int?>("keys:longestDays") switch
        {
            null => new LongestKeyLife((TimeSpan?)null),
            > 0 and int days => new LongestKeyLife(TimeSpan.FromDays(days)),
            var other => throw new InvalidOperationException($"keys:longestDays is above zero, and not {other}."),
        };
}

using System.Text;
using System.Text.RegularExpressions;

namespace Negotiations.Ledger;

/// <summary>
/// What an erasure leaves in the place of a text: a mark and no other word, since nothing binds it any more.
/// </summary>
public static partial class ErasureMark
{
    // The value as a whole: a mark, or a list of nothing else. Beside one, any word could stand.
    private const string One = @"""\[erased( [0-9a-f]{12}\.[0-9]+)?\]""";

    /// <summary>The names of the members that nothing binds and that do not say so.</summary>
    public static IEnumerable<string> Missing(MemberOpenings openings, RecordedMembers members)
    {
        ArgumentNullException.ThrowIfNull(openings);
        ArgumentNullException.ThrowIfNull(members);
        return members
            .All.Where(each => openings.SaltOf(each.Name) is null && !openings.Closed.Contains(each.Name))
            .Where(each => !Mark().IsMatch(Encoding.UTF8.GetString(each.Value.Span)))
            .Select(each => each.Name);
    }

    [GeneratedRegex($@"\A({One}|\[{One}(,{One})*\])\z")]
    private static partial Regex Mark();
}

using Negotiations.Json;
using Negotiations.Specs.Architecture;

namespace Negotiations.Specs.Events;

/// <summary>The table of events in docs/design.md is read instead of the code: it has every event there is.</summary>
public class DesignPageSpecs
{
    private static readonly string Page = File.ReadAllText(Sources.PathOf("docs/design.md"));

    public static TheoryData<string> Types => [.. EventJson.TypesByName.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public void It_has_a_row_for_every_event(string type) =>
        Assert.Contains($"\n| `{type}` | ", Page, StringComparison.Ordinal);
}

using System.Text.Json;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>Lists of an answer that has only their first items.</summary>
internal static class CutLists
{
    private const string Count = "Count";
    private const string More = "More";

    /// <summary>How many there are of each, and where; null: every list is whole.</summary>
    public static IRenderable? Of(JsonElement answer)
    {
        var table = Tables.Of("list", "shown", "of", "all of them");
        Add(answer, path: "");
        return Tables.Under("Not all is shown", table);

        void Add(JsonElement value, string path)
        {
            if (value.ValueKind != JsonValueKind.Object)
                return;

            foreach (var member in value.EnumerateObject())
            {
                Add(member.Value, $"{path}{member.Name}.");
                if (
                    member.Value.ValueKind == JsonValueKind.Array
                    && value.Text(member.Name + More) is { } address
                    && value.Text(member.Name + Count) is { } count
                )
                    table.Line(path + member.Name, $"{member.Value.GetArrayLength()}", count, address);
            }
        }
    }
}

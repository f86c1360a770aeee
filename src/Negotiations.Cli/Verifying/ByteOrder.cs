using System.Text;

namespace Negotiations.Cli.Verifying;

/// <summary>The order of texts by their bytes in UTF-8, as the database has it.</summary>
internal sealed class ByteOrder : IComparer<string>
{
    public static readonly ByteOrder Of = new();

    public int Compare(string? x, string? y) =>
        Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));
}

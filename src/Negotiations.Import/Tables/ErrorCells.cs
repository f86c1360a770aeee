using System.IO.Compression;
using System.Xml;
using Negotiations.Import.Reading;

namespace Negotiations.Import.Tables;

/// <summary>
/// Cells of a sheet that the spreadsheet could not compute: <c>#REF!</c>, <c>#N/A</c>. The library that reads workbooks
/// gives them as empty, and what is not known would be taken for nothing.
/// </summary>
internal static class ErrorCells
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    // The strict form of the format has a name of its own.
    private const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
    };

    /// <param name="file">A workbook.</param>
    /// <param name="sheet">By its name.</param>
    /// <returns>By line and column, both from 0, as <see cref="CellText.OfError"/> has them. Of the older form (xls)
    /// none.</returns>
    public static Dictionary<(int Line, int Column), string> Find(Stream file, string sheet)
    {
        file.Position = 0;
        var start = new byte[4];
        var isZip =
            file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && PackedFile.IsZip(start);
        file.Position = 0;
        if (!isZip)
            return [];

        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        return PartOf(archive, sheet) is { } part ? Read(part) : [];
    }

    private static ZipArchiveEntry? PartOf(ZipArchive archive, string sheet)
    {
        string? id = null,
            target = null;
        Each(archive.GetEntry("xl/workbook.xml"), "sheet", xml =>
            id = xml.GetAttribute("name") == sheet ? IdOf(xml) : id
        );
        Each(archive.GetEntry("xl/_rels/workbook.xml.rels"), "Relationship", xml =>
            target = xml.GetAttribute("Id") == id ? xml.GetAttribute("Target") : target
        );
        return target is null ? null
            : target.StartsWith('/') ? archive.GetEntry(target[1..])
            : archive.GetEntry($"xl/{target}");
    }

    private static string? IdOf(XmlReader xml) =>
        xml.GetAttribute("id", Relations) ?? xml.GetAttribute("id", StrictRelations);

    private static Dictionary<(int, int), string> Read(ZipArchiveEntry part)
    {
        Dictionary<(int, int), string> errors = [];
        using var stream = part.Open();
        using var xml = XmlReader.Create(stream, Settings);

        // Lines and cells may leave out where they are: then they follow those before them.
        var (line, column, isError) = (-1, -1, false);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;

            switch (xml.LocalName)
            {
                case "row":
                    line = int.TryParse(xml.GetAttribute("r"), out var number) ? number - 1 : line + 1;
                    column = -1;
                    break;
                case "c":
                    column = xml.GetAttribute("r") is { } place ? ColumnOf(place) : column + 1;
                    isError = xml.GetAttribute("t") == "e";
                    break;
                case "v" when isError:
                    errors[(line, column)] = CellText.OfError(
                        xml.ReadElementContentAsString().Trim(),
                        $"{Letters(column)}{line + 1}"
                    );
                    isError = false;
                    break;
                default:
                    break;
            }
        }

        return errors;
    }

    private static void Each(ZipArchiveEntry? part, string element, Action<XmlReader> take)
    {
        if (part is null)
            return;

        using var stream = part.Open();
        using var xml = XmlReader.Create(stream, Settings);
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == element)
                take(xml);
    }

    // C7 is the third: A to Z, then AA.
    private static int ColumnOf(string place)
    {
        var column = 0;
        foreach (var letter in place.TakeWhile(char.IsAsciiLetterUpper))
            column = (column * 26) + letter - 'A' + 1;

        return column - 1;
    }

    private static string Letters(int column) =>
        (column < 26 ? "" : Letters((column / 26) - 1)) + (char)('A' + (column % 26));
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Negotiations.Dashboard.Context;
using Negotiations.Store.Queries;

namespace Negotiations.Dashboard.Parts;

/// <summary>A row or a part of a page that may fail without failing the page: it is then shown as unreadable, with its
/// id.</summary>
public sealed class Fence : ErrorBoundaryBase
{
    [CascadingParameter]
    public PageContext Page { get; set; } = null!;

    /// <summary>Of the event or negotiation.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The element it is in place of: tr, li or div.</summary>
    [Parameter]
    public string As { get; set; } = "tr";

    /// <summary>Of the table.</summary>
    [Parameter]
    public int Columns { get; set; } = 1;

    [Inject]
    private RowFence Rows { get; set; } = null!;

    protected override Task OnErrorAsync(Exception exception)
    {
        Rows.Log(Id, exception);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            Rows.Begin(Id);
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenElement(1, As);
        builder.AddAttribute(2, "class", "unreadable");
        if (As == "tr")
        {
            builder.OpenElement(3, "td");
            builder.AddAttribute(4, "colspan", Columns);
        }

        builder.AddContent(5, Page.Words["event.unreadable"] + " ");
        builder.OpenElement(6, "code");
        builder.AddContent(7, Id);
        builder.CloseElement();
        if (As == "tr")
            builder.CloseElement();

        builder.CloseElement();
    }
}
